import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it, onTestFailed } from "vitest";
import { openStudio, photograph, type Studio } from "./browser.ts";
import { paintFew } from "./originals.ts";

const { url } = inject("site");
const PATIENCE_MS = 60_000;
/** Twenty tiles have three stops each; whoever needs more presses than this is lost. */
const MOST_PRESSES = 120;

let studio: Studio;
let files: string[];
const folder = mkdtempSync(path.join(tmpdir(), "artistcloner-keyboard-"));
beforeAll(async () => {
  const [opened, originals] = await Promise.all([openStudio(), paintFew()]);
  studio = opened;
  files = originals.map(({ filename, bytes }) => {
    const file = path.join(folder, filename);
    writeFileSync(file, bytes);
    return file;
  });
});
afterAll(async () => {
  await studio?.close();
  rmSync(folder, { recursive: true });
});

/** Where the focus is: whether it moved since the last look, is in sight, and is drawn on the element or what holds it. */
function look() {
  const noted = window as unknown as { before?: Element | null };
  const here = document.activeElement;
  const moved = here !== noted.before;
  noted.before = here;
  if (!here || here === document.body) return { name: "the browser", moved, fault: undefined };
  const holders: Element[] = [];
  for (let one: Element | null = here; one && holders.length < 6; one = one.parentElement) holders.push(one);
  const drawn = holders.some((element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow.includes("rgb(255, 255, 255)");
  });
  const { top, bottom, left, right } = here.getBoundingClientRect();
  const within = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  const name = here.getAttribute("aria-label") ?? here.textContent?.trim().slice(0, 40) ?? here.tagName;
  const fault = !within ? "is out of sight" : drawn ? undefined : "is not drawn";
  return { name: `${here.tagName.toLowerCase()} “${name}”`, moved, fault };
}

/** Presses Tab until `goal` has the focus; every stop on the way has to show itself and let go again. */
async function tabTo(page: Page, goal: Locator, wrongs: string[], key = "Tab"): Promise<void> {
  const target = goal.filter({ visible: true }).first();
  await target.waitFor();
  const stops: string[] = [];
  for (let press = 0; press < MOST_PRESSES; press += 1) {
    await page.keyboard.press(key);
    const { name, moved, fault } = await page.evaluate(look);
    stops.push(name);
    if (!moved) throw new Error(`The focus is caught at ${name}.`);
    if (fault) wrongs.push(`${name} ${fault}`);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${MOST_PRESSES} presses did not lead to ${goal}: ${stops.join(", ")}`);
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

it("goes from a new account to a downloaded picture without a pointer", async () => {
  const { page } = await studio.open(url);
  onTestFailed(() => photograph(page, "keyboard-where-it-failed"));
  page.setDefaultTimeout(PATIENCE_MS);
  const wrongs: string[] = [];
  const to = (goal: Locator, key?: string) => tabTo(page, goal, wrongs, key);

  await page.goto("/register");
  await to(page.getByLabel("Your name"));
  await page.keyboard.type("Keys");
  await to(page.getByLabel("Email"));
  await page.keyboard.type(`keyboard-${Date.now()}@example.com`);
  await to(page.getByLabel("Password", { exact: true }));
  await page.keyboard.type("a sentence to keep");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/styles/new");

  await to(page.getByLabel("Name of the style"));
  await page.keyboard.type("Keys");
  // Asked for early: the browser has to be told before the key is pressed.
  const choosing = page.waitForEvent("filechooser");
  await to(button(page, /Drop your pictures/));
  await page.keyboard.press("Enter");
  const chooser = await choosing;
  await chooser.setFiles(files);
  await page.waitForURL(/\/styles\/(?!new)/);
  await page.getByRole("heading", { name: "20 pictures" }).waitFor();
  const caption = (place: number) => page.getByLabel(`Caption of picture ${place}`, { exact: true });
  await to(caption(1));
  await page.keyboard.type("a boat before dawn");
  await page.keyboard.press("Enter");
  expect(await caption(2).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type("two boats");
  await page.keyboard.press("Escape");
  await page.getByText(/^Saved \d/).waitFor();

  await to(page.getByRole("radio", { name: "Balanced" }));
  await page.keyboard.press("ArrowLeft");
  expect(await page.getByRole("radio", { name: "Quick look" }).filter({ visible: true }).first().isChecked()).toBe(
    true,
  );
  await to(button(page, "More settings"));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "How it learns" });
  await dialog.waitFor();
  for (let press = 0; press < 14; press += 1) {
    await page.keyboard.press("Tab");
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  const opener = button(page, "More settings").filter({ visible: true }).first();
  await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);

  await to(button(page, /^Train Keys/));
  await page.keyboard.press("Enter");
  await button(page, /^Cancel, get 1 training back/)
    .filter({ visible: true })
    .waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
  const generate = page.getByRole("link", { name: "Generate in this style" });
  await generate.filter({ visible: true }).first().waitFor({ timeout: 240_000 });
  await to(generate);
  await photograph(page, "keyboard-trained");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/generate/**");

  await to(page.getByLabel("What do you want to see?"));
  await photograph(page, "keyboard-prompt");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("a lighthouse above the sea");
  await to(page.getByRole("radio", { name: "Finished" }));
  await page.keyboard.press("ArrowLeft");
  await page.getByText("512 × 512").first().waitFor();
  await page.keyboard.press("Control+Enter");
  const download = page.getByRole("link", { name: "Download" });
  await download.filter({ visible: true }).first().waitFor({ timeout: 240_000 });
  await to(download, "Shift+Tab");
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(file.suggestedFilename()).toMatch(/^keys-a-lighthouse-above-the-sea-\d+\.(png|webp|jpg)$/);
  expect([...new Set(wrongs)]).toEqual([]);
}, 600_000);
