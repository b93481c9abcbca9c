import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { BUDGET, gzipped } from "../web/page-weight.ts";
import { openStudio, photograph, type Studio } from "./browser.ts";
import { type Furnished, furnish } from "./furnish.ts";
import { sitePages } from "./site-pages.ts";

const { url } = inject("site");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Bytes that a page may fetch by itself once it stands: tabs, panels, the pictures' judge. */
const AFTERWARDS = 20_000;

/** Sum of layout-shift scores of a page that nobody touches; https://web.dev/articles/cls calls 0.1 good. */
const MOST_SHIFT = 0.02;
/** Where the pictures are judged while somebody reads. */
const judged = new Set(["style-ready", "style-draft"]);

interface Violation {
  id: string;
  impact: string | null;
  nodes: { target: string[]; failureSummary?: string }[];
}

let studio: Studio;
let home: Furnished;
beforeAll(async () => {
  [studio, home] = await Promise.all([openStudio(inject("browser")), furnish(url, inject("originals"))]);
}, 240_000);
afterAll(() => studio?.close());

/** What axe calls serious or critical, a line each. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe: engine } = window as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } };
    return (await engine.run()).violations;
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary}`),
    );
}

/** Begins to note how far what is seen jumps by itself, and who jumped. */
function noteShifts(): void {
  const noted = window as unknown as { shifts: { value: number; who: string[] }[] };
  noted.shifts = [];
  type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Element | null }[] };
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[])
      if (!hadRecentInput)
        noted.shifts.push({ value, who: sources.map(({ node }) => node?.outerHTML?.slice(0, 120) ?? "gone") });
  }).observe({ type: "layout-shift", buffered: true });
}
const shiftsOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { shifts: { value: number; who: string[] }[] }).shifts);

/** Counts the JavaScript a page asks for, gzip, as the build has it; what the readiness worker loads is its own affair. */
function weigh(page: Page): () => number {
  const files = new Set<string>();
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/assets\/(?!worker-).*\.js$/.test(pathname)) files.add(pathname.slice(1));
  });
  return () => [...files].reduce((sum, file) => sum + gzipped(file), 0);
}

async function signedIn(size: { width: number; height: number }) {
  const { context } = await studio.open(url, size);
  const answer = await context.request.post("/api/auth/login", { data: home.access, headers: { Origin: url } });
  expect(answer.status()).toBe(200);
  return context;
}

describe.each([
  ["desk", { width: 1_440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
])("every page on a %s", (name, size) => {
  it("has no serious fault for who sees or clicks otherwise, neither scrolls sideways nor jumps, and is light", async () => {
    const wrongs: string[] = [];
    const context = await signedIn(size);
    for (const { name: place, path } of sitePages(home)) {
      const page = await context.newPage();
      page.on("pageerror", (error) => wrongs.push(`${place}: ${error.message}`));
      const weight = weigh(page);
      await page.addInitScript(noteShifts);
      const answer = await page.goto(path);
      const status = answer?.status();
      if (status !== (place === "nowhere" ? 404 : 200)) wrongs.push(`${place} answers ${status}`);
      if (!answer?.headers()["content-security-policy"]) wrongs.push(`${place} has no policy for its content`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await page.waitForLoadState("networkidle");
      if (judged.has(place))
        await page
          .getByText(/^Readiness \d+ of 100/)
          .first()
          .waitFor({ state: "attached" });
      const shifts = await shiftsOf(page);
      if (shifts.reduce((sum, { value }) => sum + value, 0) > MOST_SHIFT)
        wrongs.push(`${place} jumps: ${JSON.stringify(shifts)}`);
      wrongs.push(...(await faults(page)).map((fault) => `${place}: ${fault}`));
      const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      if ((wide ?? 0) > (window ?? 0)) wrongs.push(`${place} is ${wide} px wide in a window of ${window}`);
      if ((await page.title()) === "") wrongs.push(`${place} has no title`);
      const bytes = weight();
      const most = place === "home" ? BUDGET.home : BUDGET.any + AFTERWARDS;
      if (bytes > most || bytes === 0) wrongs.push(`${place} loaded ${bytes} bytes of JavaScript, at most ${most}`);
      await photograph(page, `${place}-${name}`);
      await page.close();
    }
    await context.close();
    expect(wrongs).toEqual([]);
  });
});
