import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it, onTestFailed } from "vitest";
import { openStudio, photograph, type Studio } from "./browser.ts";

const free = inject("site");
const shop = inject("shop");
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1_440, height: 900 };
const PATIENCE_MS = 30_000;

let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(inject("browser"));
});
afterAll(() => studio?.close());

async function register(page: Page): Promise<void> {
  page.setDefaultTimeout(PATIENCE_MS);
  onTestFailed(() => photograph(page, "where-it-failed"));
  await page.goto("/register");
  await page.getByLabel("Your name").fill("Journey");
  await page.getByLabel("Email").fill(`upgrade-${Date.now()}@example.com`);
  await page.getByLabel("Password", { exact: true }).fill("a sentence to keep");
  await page.getByRole("button", { name: "Open my studio" }).click();
  await page.waitForURL("**/styles/new");
}

/** The stand-in's pages have no font of their own: where none is installed their words are there and have no size. */
const told = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor({ state: "attached" });

async function onThePhone(page: Page, name: string): Promise<void> {
  await page.setViewportSize(PHONE);
  await photograph(page, `${name}-phone`);
  const [scrolled, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(scrolled, `${name} scrolls sideways on a phone`).toBeLessThanOrEqual(width ?? 0);
  await page.setViewportSize(DESK);
}

it("says in free mode that nothing is sold", async () => {
  const { page } = await studio.open(free.url);
  await page.goto("/pricing");
  await page.getByText("This site runs in free mode.").waitFor();
  expect(await page.getByText("Not sold on this site").count()).toBe(2);
  await photograph(page, "prices-free");
  await register(page);
  await page.goto("/credits");
  await page.getByText("This site runs in free mode").waitFor();
  await page.getByText("Free plan", { exact: true }).first().waitFor();
  expect(await page.getByRole("button", { name: /Buy/ }).count()).toBe(0);
  await photograph(page, "credits-free");
});

it("sells a plan, a larger one for the rest of the month, and a pack, and shows each on the ledger", async () => {
  const { page } = await studio.open(shop.url);
  await page.goto("/pricing");
  await page.getByRole("link", { name: "Start free" }).waitFor();
  await photograph(page, "prices");
  await onThePhone(page, "prices");
  await register(page);
  await page.goto("/pricing");
  await page.getByRole("button", { name: "Choose Basic for $19 a month" }).click();
  await told(page, "$19.00 a month");
  await page.getByRole("button", { name: "Pay" }).click();
  await page.waitForURL("**/credits**");
  await page.getByRole("heading", { name: "Basic plan" }).waitFor();
  await page.getByText("300", { exact: true }).waitFor();
  await photograph(page, "credits-basic");

  await page.getByRole("link", { name: "Compare plans" }).click();
  await page.getByRole("button", { name: "Choose Pro for $49 a month" }).click();
  await told(page, "Due today: $30.00");
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("heading", { name: "Pro plan" }).waitFor();
  await page.getByText("800", { exact: true }).waitFor();

  await page.getByRole("button", { name: "Buy 100 pictures for $8" }).click();
  await told(page, "$8.00");
  await page.getByRole("button", { name: "Pay" }).click();
  await page.getByText("900", { exact: true }).waitFor();
  await page.getByText("100 pictures bought for $8.00").waitFor();
  await photograph(page, "credits-pro");
  await onThePhone(page, "credits-pro");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Take it as CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("artistcloner-credits.csv");

  await page.getByRole("button", { name: "Card, invoices, cancel" }).click();
  await page.getByRole("button", { name: "Cancel the plan" }).click();
  await page.getByText(/Cancelled. It runs until/).waitFor();
  await page.getByText("900", { exact: true }).waitFor();
});
