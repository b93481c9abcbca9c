import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, type BrowserContext, type Page, chromium as playwright } from "playwright-core";

/** Where each step of a journey leaves what a person would have seen. */
export const album = path.join(import.meta.dirname, "../../test-output");

export interface Studio {
  browser: Browser;
  /** A window of its own, as on another computer. */
  open(url: string, size?: { width: number; height: number }): Promise<{ context: BrowserContext; page: Page }>;
  close(): Promise<void>;
}

export const folderForBrowser = () => mkdtempSync(path.join(tmpdir(), "artistcloner-chromium-"));

/** Unpacks the Chromium that comes with npm, and the system libraries it brings, into a folder that may have them already. */
export async function unpackBrowser(folder: string): Promise<{ executablePath: string; args: string[] }> {
  // The package unpacks its libraries only where it believes to be on Lambda, and to the temporary folder of the moment.
  process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs22.x";
  process.env.TMPDIR = folder;
  const { default: chromium } = await import("@sparticuz/chromium");
  chromium.setGraphicsMode = false;
  // Its own list makes one process of everything, which dies as one.
  const args = chromium.args.filter((flag) => flag !== "--single-process" && flag !== "--no-zygote");
  return { executablePath: await chromium.executablePath(), args };
}

/** Starts Chromium, from a folder into which it was unpacked or from one of its own. */
export async function openStudio(unpacked?: string, flags: string[] = []): Promise<Studio> {
  const folder = unpacked ?? folderForBrowser();
  const { executablePath, args } = await unpackBrowser(folder);
  const browser = await playwright.launch({ executablePath, args: [...args, ...flags], headless: true });
  return {
    browser,
    async open(url, size = { width: 1_440, height: 900 }) {
      const context = await browser.newContext({ viewport: size, baseURL: url, reducedMotion: "reduce" });
      return { context, page: await context.newPage() };
    },
    async close() {
      await browser.close();
      if (!unpacked) rmSync(folder, { recursive: true, force: true });
    },
  };
}

let step = 0;

/** Leaves a numbered picture of the page in `test-output/`. */
export async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync(album, { recursive: true });
  step += 1;
  await page.screenshot({
    path: path.join(album, `${String(step).padStart(2, "0")}-${name}.png`),
    animations: "disabled",
  });
}
