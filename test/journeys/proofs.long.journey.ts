import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it, onTestFailed } from "vitest";
import type { Style } from "#contract/styles";
import { type Artist, enter } from "../../local/demo/account.ts";
import type { Client } from "../../local/demo/client.ts";
import { train } from "../../local/demo/train.ts";
import { upload } from "../../local/demo/upload.ts";
import { openStudio, photograph, type Studio } from "./browser.ts";

const { url } = inject("shop");
const originals = inject("originals");
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1_440, height: 900 };
/** Nine proofs, one at a time, on a machine that does other things too. */
const SHEET_MS = 240_000;

let studio: Studio;
let client: Client;
let access: NonNullable<Artist["access"]>;
let style: Style;
beforeAll(async () => {
  studio = await openStudio(inject("browser"));
  const artist = await enter(url, undefined);
  if (!artist.access) throw new Error("A new artist has a password.");
  ({ client, access } = { client: artist.client, access: artist.access });
  style = await client.send<Style>("POST", "/api/styles", { name: "Odile Brandvik" });
  await upload(client, style.id, originals, () => undefined);
  await train(client, style.id, 60, () => undefined);
}, 300_000);
afterAll(() => studio?.close());

const credits = async () => {
  const me = await client.get<{ subscription: { generationCredits: number } }>("/api/auth/me");
  return me.subscription.generationCredits;
};

async function signIn(): Promise<Page> {
  const { page } = await studio.open(url);
  page.setDefaultTimeout(60_000);
  onTestFailed(() => photograph(page, "where-it-failed"));
  await page.goto("/login");
  await page.getByLabel("Email").fill(access.email);
  await page.getByLabel("Password", { exact: true }).fill(access.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/dashboard");
  return page;
}

async function fits(page: Page, name: string): Promise<void> {
  await page.setViewportSize(PHONE);
  await photograph(page, `${name}-phone`);
  const [scrolled, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(scrolled, `${name} scrolls sideways on a phone`).toBeLessThanOrEqual(width ?? 0);
  await page.setViewportSize(DESK);
}

it("fills a proof sheet by itself, for nothing, and lets one cell set the strength by keyboard", async () => {
  const before = await credits();
  const page = await signIn();
  await page.goto(`/styles/${style.id}`);
  await page.getByRole("tab", { name: "Proof sheet" }).click();
  await page.getByText("Three sentences, three strengths").waitFor();
  await photograph(page, "proof-sheet-waits");
  await page.getByRole("button", { name: /^9: /, disabled: false }).waitFor({ timeout: SHEET_MS });
  await page.getByText(/over-training|over-trained|leans on one|nearly the same picture/).waitFor();
  await photograph(page, "proof-sheet");
  await fits(page, "proof-sheet");
  expect(await credits()).toBe(before);

  await page.getByRole("heading", { name: "Which one is you?" }).click();
  await page.keyboard.press("8");
  expect(await page.getByRole("button", { name: /^8: / }).getAttribute("aria-pressed")).toBe("true");
  await page.getByRole("button", { name: /^8: / }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Balanced is you" }).waitFor();
  await photograph(page, "proof-chosen");
  const listed = await client.get<{ generations: unknown[] }>("/api/generations");
  expect(listed.generations).toEqual([]);

  await page.goto(`/generate/${style.id}`);
  await page.getByText("You chose 0.9 on your proof sheet.").waitFor();
}, 400_000);

it("begins a picture from one that is dropped on the desk, and keeps acts in reach of a thumb", async () => {
  const page = await signIn();
  await page.goto(`/generate/${style.id}`);
  await page.getByRole("radio", { name: "Sketch" }).check({ force: true });
  const [picture] = originals;
  const data = Buffer.from(picture?.bytes ?? []).toString("base64");
  const transfer = await page.evaluateHandle((text) => {
    const carried = new DataTransfer();
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    carried.items.add(new File([bytes], "start.png", { type: "image/png" }));
    return carried;
  }, data);
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  await page.getByRole("button", { name: /^Begins from a picture/ }).waitFor();
  await photograph(page, "begins-from-a-picture");
  await page.getByLabel("What do you want to see?").fill("a lighthouse above the sea");
  await page.keyboard.press("Control+Enter");
  await page.getByText(/60% painted anew/).waitFor();
  await page.getByRole("link", { name: "Download" }).waitFor({ timeout: 200_000 });
  await photograph(page, "begun-from-a-picture");
  await fits(page, "begun-from-a-picture");
  await page.setViewportSize(PHONE);
  const acts = await page.getByRole("button", { name: /^Vary/ }).boundingBox();
  const dock = await page.locator("[data-dock]").boundingBox();
  expect((acts?.y ?? 0) + (acts?.height ?? 0)).toBeLessThanOrEqual(dock?.y ?? 0);
}, 400_000);
