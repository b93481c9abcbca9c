import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { BrowserContext, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, inject, it, onTestFailed } from "vitest";
import type { Picture } from "../../local/demo/pictures.ts";
import { openStudio, photograph, type Studio } from "./browser.ts";

const { url } = inject("site");
const originals = inject("originals");
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1_440, height: 900 };
/** As long as a train's tunnel. */
const TUNNEL_MS = 20_000;
/** Another journey's training may be first in line. */
const PATIENCE_MS = 150_000;

let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(inject("browser"));
});
afterAll(() => studio?.close());

/** Drops the pictures on the page, as a hand does. */
async function drop(page: Page, pictures: Picture[]): Promise<void> {
  const files = pictures.map(({ filename, type, bytes }) => ({
    filename,
    type,
    data: Buffer.from(bytes).toString("base64"),
  }));
  const transfer = await page.evaluateHandle((all) => {
    const carried = new DataTransfer();
    for (const { filename, type, data } of all) {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      carried.items.add(new File([bytes], filename, { type }));
    }
    return carried;
  }, files);
  await page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
  await photograph(page, "pictures-over-the-page");
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

/** Makes sending as slow as a poor line, so that there is time to lose it. */
async function throttle(context: BrowserContext, page: Page): Promise<void> {
  const line = await context.newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 40,
    downloadThroughput: -1,
    uploadThroughput: 200_000,
  });
}

async function inTheTunnel(context: BrowserContext, meanwhile: () => Promise<void>): Promise<void> {
  await context.setOffline(true);
  const out = sleep(TUNNEL_MS);
  await meanwhile();
  await out;
  await context.setOffline(false);
}

/** Loses the first request for a chunk of the page. @returns how often it was asked for */
async function loseOnce(context: BrowserContext, chunk: string): Promise<() => number> {
  let asked = 0;
  await context.route(`**/assets/${chunk}-*.js`, (route) =>
    ++asked === 1 ? route.abort("internetdisconnected") : route.continue(),
  );
  return () => asked;
}

async function onThePhone(page: Page, name: string): Promise<void> {
  await page.setViewportSize(PHONE);
  await sleep(300);
  await photograph(page, `${name}-phone`);
  const [scrolled, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(scrolled, `${name} scrolls sideways on a phone`).toBeLessThanOrEqual(width ?? 0);
  await page.setViewportSize(DESK);
}

it("goes from twenty pictures to a new one in the browser, with two tabs and a network that blinks", async () => {
  const wrongs: string[] = [];
  const { context, page } = await studio.open(url);
  onTestFailed(() => photograph(page, "where-it-failed"));
  page.setDefaultTimeout(PATIENCE_MS);
  page.on("pageerror", (error) => wrongs.push(error.message));
  const email = `journey-${Date.now()}@example.com`;
  const password = "a sentence to keep";

  await page.goto("/register");
  await page.getByLabel("Your name").fill("Journey");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await photograph(page, "register");
  await page.getByRole("button", { name: "Open my studio" }).click();
  await page.waitForURL("**/styles/new");
  await page.goto("/dashboard");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await photograph(page, "dashboard-empty");

  await page.goto("/styles/new");
  await page.getByLabel("Name of the style").fill("Brandvik");
  await onThePhone(page, "new-style");
  await throttle(context, page);
  const asked = await loseOnce(context, "picture-tools");
  await drop(page, originals);
  await page.waitForURL(/\/styles\/(?!new)/);
  const styleUrl = page.url();
  await page
    .getByText(/^\d+%$/)
    .first()
    .waitFor();
  await inTheTunnel(context, async () => {
    await page.getByText("Waits for the network").first().waitFor();
    await photograph(page, "upload-offline");
  });
  await page.getByRole("heading", { name: "20 pictures" }).waitFor();
  await page.getByText("Waits for the network").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Captions in bulk" }).waitFor();
  expect(asked(), "a page that lost a part of it comes again by itself").toBeGreaterThan(1);

  for (const place of [1, 2, 3]) {
    await page.getByLabel(`Caption of picture ${place}`, { exact: true }).fill(`study number ${place}`);
  }
  await page.keyboard.press("Escape");
  await page.getByText(/^Saved \d/).waitFor();
  await photograph(page, "captions");
  await onThePhone(page, "captions");

  const other = await studio.open(url);
  other.page.setDefaultTimeout(PATIENCE_MS);
  other.page.on("pageerror", (error) => wrongs.push(error.message));
  await other.page.goto("/login");
  await other.page.getByLabel("Email").fill(email);
  await other.page.getByLabel("Password", { exact: true }).fill(password);
  await other.page.keyboard.press("Enter");
  await other.page.waitForURL("**/dashboard");
  await other.page.getByRole("heading", { level: 1 }).waitFor();
  await photograph(other.page, "dashboard");
  await other.page.goto(styleUrl);
  await other.page.getByRole("heading", { name: "20 pictures" }).waitFor();
  expect(await other.page.getByLabel("Caption of picture 1", { exact: true }).inputValue()).toBe("study number 1");

  const train = page.getByRole("button", { name: /Train Brandvik/ }).filter({ visible: true });
  await train.click();
  const cancel = (tab: Page) =>
    tab.getByRole("button", { name: /^Cancel, get 1 training back/ }).filter({ visible: true });
  await Promise.all([cancel(page).waitFor(), cancel(other.page).waitFor()]);
  await inTheTunnel(other.context, async () => {
    await page.getByText(/Step [\d,.]+ of/).waitFor();
    await photograph(page, "training");
    await photograph(other.page, "training-offline");
  });
  const trained = (tab: Page) => tab.getByText("Brandvik can paint.").filter({ visible: true });
  await Promise.all([trained(page).waitFor(), trained(other.page).waitFor()]);
  await photograph(page, "trained");
  await photograph(other.page, "trained-in-the-other-tab");
  await onThePhone(page, "trained");

  await page.getByRole("link", { name: "Generate in this style" }).filter({ visible: true }).click();
  await page.waitForURL("**/generate/**");
  await other.page.goto(page.url());
  const prompt = page.getByLabel("What do you want to see?");
  await prompt.fill("a lighthouse above the sea");
  await page.getByText("512", { exact: true }).filter({ visible: true }).first().click();
  await page.getByText("512 × 512").first().waitFor();
  await photograph(page, "generate");
  await prompt.press("Control+Enter");
  const result = (tab: Page) => tab.getByRole("img", { name: "a lighthouse above the sea" }).first();
  await page
    .getByText(/In line|Painting/)
    .first()
    .waitFor();
  await photograph(page, "painting");
  await Promise.all([result(page).waitFor(), result(other.page).waitFor()]);
  await sleep(500);
  await photograph(page, "result");
  await photograph(other.page, "result-in-the-other-tab");

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("link", { name: /Download/ })
      .or(page.getByRole("button", { name: /Download/ }))
      .first()
      .click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^brandvik-a-lighthouse-above-the-sea-\d+\.(png|webp|jpg)$/);
  const about = await sharp(readFileSync(await download.path())).metadata();
  expect([about.width, about.height]).toEqual([512, 512]);

  await page.reload();
  await result(page).waitFor();
  const history = page.getByRole("region", { name: "Pictures made in this style" });
  await history.getByRole("link").first().waitFor();
  expect(await history.getByRole("link").count()).toBe(1);
  await photograph(page, "history-after-reload");
  await onThePhone(page, "generate");
  await page.goto("/dashboard");
  await page.getByText("Trained").first().waitFor();
  await photograph(page, "dashboard-trained");
  await onThePhone(page, "dashboard");
  expect(wrongs).toEqual([]);
});
