import { mkdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { findSite } from "../../local/demo/site.ts";
import { openStudio, type Studio } from "../journeys/browser.ts";
import { type Furnished, furnish, newcomer } from "../journeys/furnish.ts";
import { paintFew } from "../journeys/originals.ts";
import { type SitePage, sitePages } from "../journeys/site-pages.ts";
import { type Scene, scenesOf } from "./scenes.ts";
import { type Shots, saveSheet } from "./sheet.ts";

/**
 * `npm run shots [-- name …]`: every page in its four faces and what opens above it, at two widths, on sheets to be looked at one by one. Pages
 * that need no sign-in are shown in their whole length.
 */
const faces = ["empty", "waiting", "problem", "full"] as const;
type Face = (typeof faces)[number];

const windows = {
  desk: { width: 1_440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;
const out = path.join(import.meta.dirname, "../../test-output/shots");
/** Words of waiting come only when it takes long; pictures arrive meanwhile. */
const SETTLE_MS = 700;
const PATIENCE_MS = 20_000;

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
  await context.route(/\/api\/(?!auth\/(me|login))/, (route) =>
    face === "problem" ? route.fulfill(problem) : undefined,
  );
}

/** A page that waits for ever is never quiet; a busy machine gets as long as it needs. */
async function settle(page: Page, address: string, face: Face = "full"): Promise<void> {
  await page.goto(address);
  await page.locator("h1, main [role=status]").first().waitFor({ state: "attached" });
  if (face !== "waiting") await page.waitForLoadState("networkidle");
  await page.waitForTimeout(SETTLE_MS);
}

/** One window a face and width, signed in once. */
async function windowOf(studio: Studio, url: string, width: keyof Shots, face: Face | "guest", access?: unknown) {
  const { context, page } = await studio.open(url, windows[width]);
  if (access) await context.request.post("/api/auth/login", { data: access, headers: { Origin: url } });
  if (face !== "guest") await disturb(context, face);
  page.setDefaultTimeout(PATIENCE_MS);
  return page;
}

interface Plan {
  open: SitePage[];
  pages: SitePage[];
  scenes: Scene[];
}

function planOf(home: Furnished, wanted: string[]): Plan {
  const want = <T extends { name: string }>(all: T[]) =>
    all.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const all = want(sitePages(home));
  return { open: all.filter(({ open }) => open), pages: all.filter(({ open }) => !open), scenes: want(scenesOf(home)) };
}

const memory = path.join(out, "studio.json");

interface Cast {
  url: string;
  home: Furnished;
  fresh: Furnished["access"];
}

/** The studio of the last run, if it is still there: furnishing one takes longer than looking at a page. */
async function castOf(url: string): Promise<Cast> {
  const kept = await readFile(memory, "utf8").catch(() => "");
  const before = kept === "" ? undefined : (JSON.parse(kept) as Cast);
  if (before?.url === url) {
    const answer = await fetch(new URL("/api/auth/login", url), {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: url },
      body: JSON.stringify(before.home.access),
    });
    if (answer.ok) return before;
  }
  console.log("Furnishing a studio: twenty originals, a training, two pictures.");
  const cast = { url, home: await furnish(url, await paintFew()), fresh: await newcomer(url) };
  await writeFile(memory, JSON.stringify(cast));
  return cast;
}

async function all(studio: Studio, url: string, wanted: string[]): Promise<void> {
  const { home, fresh } = await castOf(url);
  const { open, pages, scenes } = planOf(home, wanted);
  const sheets = new Map<string, Shots>();
  const keep = (name: string, width: keyof Shots, shot: Buffer) => {
    const shots = sheets.get(name) ?? { desk: [], phone: [] };
    shots[width].push(shot);
    sheets.set(name, shots);
  };
  for (const width of ["desk", "phone"] as const) {
    const guest = await windowOf(studio, url, width, "guest");
    for (const { name, path: address } of open) {
      await settle(guest, address);
      // What hangs further down is fetched when one comes near.
      await guest.evaluate(async () => {
        for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
          scrollTo(0, y);
          await new Promise((resolve) => setTimeout(resolve, 150));
        }
        scrollTo(0, 0);
      });
      await guest.waitForLoadState("networkidle");
      keep(name, width, await guest.screenshot({ animations: "disabled", fullPage: true }));
    }
    for (const face of pages.length > 0 ? faces : []) {
      const page = await windowOf(studio, url, width, face, face === "empty" ? fresh : home.access);
      for (const { name, path: address } of pages) {
        await settle(page, address, face);
        keep(name, width, await page.screenshot({ animations: "disabled" }));
      }
      await page.context().close();
    }
    const page = await windowOf(studio, url, width, "full", home.access);
    for (const { name, path: address, act } of scenes) {
      await settle(page, address);
      const failed = await act(page).then(
        () => undefined,
        (error: Error) => error.message.split("\n")[0],
      );
      if (failed) console.log(`${name} (${width}) did not open: ${failed}`);
      await page.waitForTimeout(SETTLE_MS);
      keep(name, width, await page.screenshot({ animations: "disabled" }));
    }
    await page.context().close();
  }
  for (const [name, shots] of sheets) console.log(path.relative(process.cwd(), await saveSheet(out, name, shots)));
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
