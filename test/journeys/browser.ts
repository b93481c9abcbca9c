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

/** Starts a Chromium that comes with npm and brings its own system libraries. */
export async function openStudio(flags: string[] = []): Promise<Studio> {
  // The package unpacks its libraries only where it believes to be on Lambda, and to the temporary folder of the moment.
  process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs22.x";
  const unpacked = mkdtempSync(path.join(tmpdir(), "artistcloner-chromium-"));
  process.env.TMPDIR = unpacked;
  const { default: chromium } = await import("@sparticuz/chromium");
  chromium.setGraphicsMode = false;
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // Its own list makes one process of everything, which dies as one.
    args: [...chromium.args.filter((flag) => flag !== "--single-process" && flag !== "--no-zygote"), ...flags],
    headless: true,
  });
  return {
    browser,
    async open(url, size = { width: 1_440, height: 900 }) {
      const context = await browser.newContext({ viewport: size, baseURL: url, reducedMotion: "reduce" });
      return { context, page: await context.newPage() };
    },
    async close() {
      await browser.close();
      rmSync(unpacked, { recursive: true, force: true });
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
