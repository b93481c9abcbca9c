import type { BrowserContext, Page } from "playwright-core";
import type { Studio } from "../journeys/browser.ts";

export const faces = ["empty", "waiting", "problem", "full"] as const;
export type Face = (typeof faces)[number];

export const windows = {
  desk: { width: 1_440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;
export type Width = keyof typeof windows;

/** Words of waiting come only when it takes long; pictures arrive meanwhile. */
const SETTLE_MS = 700;
const PATIENCE_MS = 20_000;
/** What is still fetched after this is shown as it is. */
const QUIET_MS = 6_000;
/** No page is longer than this in earnest. */
const TALLEST = 8_000;

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

const BACK_MS = 90_000;

/** A stack whose Worker falls starts it again: waits until it answers. */
export async function answering(url: string): Promise<void> {
  const latest = Date.now() + BACK_MS;
  const well = () =>
    fetch(new URL("/api/health", url), { signal: AbortSignal.timeout(5_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await well()))
    if (Date.now() > latest) throw new Error(`${url} does not answer.`);
    else await new Promise((resolve) => setTimeout(resolve, 500));
}

/** A window of its own for a face and a width, signed in once. */
export async function openWindow(studio: Studio, url: string, width: Width, face: Face, access?: unknown) {
  const { context, page } = await studio.open(url, windows[width]);
  await answering(url);
  if (access) await context.request.post("/api/auth/login", { data: access, headers: { Origin: url } });
  await disturb(context, face);
  page.setDefaultTimeout(PATIENCE_MS);
  return page;
}

/** What hangs further down is fetched when one comes near. */
async function walkDown(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
      scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    scrollTo(0, 0);
  });
}

/** A page that waits for ever is never quiet. */
export async function settle(page: Page, face: Face): Promise<void> {
  await page.locator("h1, main [role=status]").first().waitFor({ state: "attached" });
  // The page's own file may still be on its way.
  await page
    .getByText("Opening the studio…")
    .waitFor({ state: "detached", timeout: QUIET_MS })
    .catch(() => undefined);
  if (face !== "waiting") await page.waitForLoadState("networkidle", { timeout: QUIET_MS }).catch(() => undefined);
  await page.waitForTimeout(SETTLE_MS);
}

/** The page in its whole length, in a window of that height: what is fixed stands at its end and covers nothing. */
export async function photograph(page: Page, width: Width, face: Face): Promise<Buffer> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (height <= windows[width].height) return page.screenshot({ animations: "disabled" });
  await walkDown(page);
  await page.setViewportSize({ ...windows[width], height: Math.min(height, TALLEST) });
  await settle(page, face);
  const shot = await page.screenshot({ animations: "disabled" });
  await page.setViewportSize(windows[width]);
  return shot;
}
