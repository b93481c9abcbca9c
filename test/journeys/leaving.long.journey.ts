import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it, onTestFailed } from "vitest";
import { openStudio, photograph, type Studio } from "./browser.ts";

const { url } = inject("site");

let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(inject("browser"));
});
afterAll(() => studio?.close());

const filesOf = async (page: Page, name: string) => {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name, exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.zip$/);
  return Object.keys(unzipSync(readFileSync(await download.path())));
};

it("lets an artist take everything, delete a style with a receipt, and then the account", async () => {
  const { page } = await studio.open(url);
  page.setDefaultTimeout(30_000);
  onTestFailed(() => photograph(page, "where-it-failed"));
  const email = `leaving-${Date.now()}@example.com`;
  await page.goto("/register");
  await page.getByLabel("Your name").fill("Journey");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("a sentence to keep");
  await page.getByRole("button", { name: "Open my studio" }).click();
  await page.waitForURL("**/styles/new");
  const styleId = await page.evaluate(async () => {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch("/api/styles", { method: "POST", headers, body: '{"name":"Brandvik"}' });
    return ((await answer.json()) as { id: string }).id;
  });

  await page.goto("/settings");
  const everything = await filesOf(page, "Take everything with me");
  expect(everything).toEqual(
    expect.arrayContaining(["README.txt", "account.json", "credits.csv", "styles/01-Brandvik/style.json"]),
  );

  await page.goto(`/styles/${styleId}`);
  await page.getByRole("button", { name: "Delete this style" }).click();
  await photograph(page, "delete-style");
  expect(await filesOf(page, "Take everything with me first")).toContain("styles/Brandvik/style.json");
  await page.getByRole("button", { name: "Delete Brandvik" }).click();
  await page.getByRole("heading", { name: "Brandvik is deleted." }).waitFor();
  await page.getByRole("button", { name: "Save the receipt" }).waitFor();
  await photograph(page, "style-deleted");
  await page.setViewportSize({ width: 390, height: 844 });
  await photograph(page, "style-deleted-phone");
  await page.setViewportSize({ width: 1_440, height: 900 });

  await page.goto("/settings");
  await page.getByRole("button", { name: "Delete my account" }).click();
  await page.getByLabel(/^To be sure, write/).fill(email);
  await photograph(page, "delete-account");
  await page.getByRole("dialog").getByRole("button", { name: "Delete my account" }).click();
  await page.getByRole("heading", { name: `${email} is deleted.` }).waitFor();
  const [receipt] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save the receipt" }).click(),
  ]);
  const { signed } = JSON.parse(readFileSync(await receipt.path(), "utf8")) as { signed: string };
  await page.getByRole("link", { name: "Check a receipt" }).click();
  await page.getByLabel("A saved receipt").setInputFiles(await receipt.path());
  await page.getByRole("heading", { name: `Genuine: ${email} was deleted` }).waitFor();
  await photograph(page, "receipt-genuine");
  await page
    .getByLabel("The receipt", { exact: true })
    .fill(signed.replace(/.$/, (last) => (last === "A" ? "B" : "A")));
  await page.getByRole("button", { name: "Check it" }).click();
  await page.getByText("This site did not sign this").waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await photograph(page, "receipt-false-phone");
  await page.goto("/dashboard");
  await page.waitForURL("**/login**");
});
