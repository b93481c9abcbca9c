import { mkdirSync } from "node:fs";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import sharp, { type OverlayOptions } from "sharp";
import { findSite } from "../../local/demo/site.ts";
import { openStudio, type Studio } from "../journeys/browser.ts";
import { furnish, newcomer } from "../journeys/furnish.ts";
import { type SitePage, sitePages } from "../journeys/site-pages.ts";

/** `npm run shots [-- name …]`: every page in its four faces at two widths, on one sheet a page, to be looked at one by one. */
const faces = ["empty", "waiting", "problem", "full"] as const;
type Face = (typeof faces)[number];

const windows = [
  { width: 1_440, height: 900 },
  { width: 390, height: 844 },
];
const out = path.join(import.meta.dirname, "../../test-output/shots");
const GAP = 24;
/** Words of waiting come only when it takes long; pictures arrive meanwhile. */
const SETTLE_MS = 1_500;

const problem = {
  status: 503,
  headers: { "X-Request-Id": "3f6d2c1a-0b57-4a6e-9a0e-6c1e5b0f7d42" },
  json: { error: "The studio rests for a moment. Try again soon.", code: "UNAVAILABLE" },
};

/** Who is signed in is always known; all else waits for ever, or is refused. */
async function disturb(context: BrowserContext, face: Face): Promise<void> {
  if (face !== "waiting" && face !== "problem") return;
  await context.routeWebSocket(/\/live$/, (socket) => {
    if (face === "problem") void socket.close();
  });
  await context.route(/\/api\/(?!auth\/me)/, (route) => (face === "problem" ? route.fulfill(problem) : undefined));
}

async function shoot(page: Page, { path: address }: SitePage): Promise<Buffer> {
  await page.goto(address);
  await page.waitForLoadState("load");
  await page.waitForTimeout(SETTLE_MS);
  return page.screenshot({ animations: "disabled" });
}

async function sheet(name: string, shots: Buffer[][]): Promise<void> {
  const placed: OverlayOptions[] = [];
  let top = GAP;
  for (const [row, { width, height }] of windows.entries()) {
    for (const [column, input] of (shots[row] ?? []).entries())
      placed.push({ input, left: GAP + column * (width + GAP), top });
    top += height + GAP;
  }
  const width = GAP + faces.length * ((windows[0]?.width ?? 0) + GAP);
  const paper = sharp({ create: { width, height: top, channels: 3, background: "#71717a" } });
  await sharp(await paper.composite(placed).png().toBuffer())
    .resize({ width: Math.round(width / 2) })
    .png()
    .toFile(path.join(out, `${name}.png`));
}

async function all(studio: Studio, url: string, wanted: string[]): Promise<void> {
  console.log("Furnishing a studio: twenty originals, a training, two pictures.");
  const [home, fresh] = [await furnish(url), await newcomer(url)];
  const pages = sitePages(home).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  for (const place of pages) {
    const shots: Buffer[][] = [];
    for (const size of windows) {
      const row: Buffer[] = [];
      for (const face of place.open ? (["full"] as const) : faces) {
        const { context, page } = await studio.open(url, size);
        if (!place.open) {
          const data = face === "empty" ? fresh : home.access;
          await context.request.post("/api/auth/login", { data, headers: { Origin: url } });
        }
        await disturb(context, face);
        row.push(await shoot(page, place));
        await context.close();
      }
      shots.push(row);
    }
    await sheet(place.name, shots);
    console.log(`test-output/shots/${place.name}.png`);
  }
}

mkdirSync(out, { recursive: true });
const site = await findSite(undefined, process.env, console.log, new AbortController().signal);
const studio = await openStudio();
try {
  await all(studio, site.url, process.argv.slice(2));
} finally {
  await studio.close();
  await site.stack?.stop();
}
process.exit();
