import { mkdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { openStudio, type Studio } from "../journeys/browser.ts";
import { sitePages } from "../journeys/site-pages.ts";
import { type Cast, castOf, whileLearning } from "./cast.ts";
import { learningScenes, openScenes, otherScenes, type Scene, scenesOf } from "./scenes.ts";
import { saveSheet } from "./sheet.ts";
import { raiseStage } from "./stage.ts";
import { answering, type Face, faces, openWindow, photograph, settle, type Width, windows } from "./windows.ts";

/**
 * `npm run shots [-- name …]`: every page in its four faces and what opens above it, at two widths, on sheets to be looked at one by one; each
 * picture in full size beside them. With SHOTS_URL and STATE_DIR it looks at a stack that runs. Ends with 1 if a picture could not be taken.
 */
const out = path.join(import.meta.dirname, "../../test-output/shots");
/** A whole run takes minutes; what takes longer than this hangs. */
const LATEST_MS = 30 * 60_000;
const here = (file: string) => path.relative(process.cwd(), file);

const missing: string[] = [];

class Album {
  #shots: Buffer[] = [];
  readonly #name: string;
  readonly #width: Width;
  readonly #url: string;
  constructor(url: string, name: string, width: Width) {
    this.#url = url;
    this.#name = `${name}.${width}`;
    this.#width = width;
  }

  /** Goes there, does it, and keeps what is seen then; what can not be reached twice is named and does not end the run. */
  async take(page: Page, address: string, face: Face, act?: Scene["act"], again = false): Promise<void> {
    const as = act ? this.#name : `${this.#name}.${face}`;
    try {
      await page.goto(address);
      await settle(page, face);
      const failed = await act?.(page).then(
        () => undefined,
        (error: Error) => error,
      );
      if (act) await settle(page, "waiting");
      if (failed && !again) throw failed;
      const shot = act ? await page.screenshot({ animations: "disabled" }) : await photograph(page, this.#width, face);
      this.#shots.push(shot);
      await writeFile(path.join(out, "single", `${as}.png`), shot);
      if (failed) throw failed;
    } catch (error) {
      if (!again) {
        await answering(this.#url);
        return this.take(page, address, face, act, true);
      }
      missing.push(as);
      console.log(`  ${as} is not as it should be: ${(error as Error).message.split("\n")[0]}`);
    }
  }

  async close(): Promise<void> {
    if (this.#shots.length > 0) console.log(here(await saveSheet(out, this.#name, this.#shots)));
  }
}

async function lookAtScenes(url: string, page: Page, scenes: Scene[], width: Width): Promise<void> {
  for (const { name, path: address, act } of scenes) {
    const album = new Album(url, name, width);
    await album.take(page, address, "full", act);
    await album.close();
  }
}

async function lookAt(studio: Studio, cast: Cast, width: Width, wanted: (one: { name: string }) => boolean) {
  const { url, home } = cast;
  const pages = sitePages(home).filter(wanted);
  const mine = pages.filter(({ open }) => !open);
  const open = await openWindow(studio, url, width, "full");
  for (const { name, path: address } of pages.filter((page) => page.open)) {
    const album = new Album(url, name, width);
    await album.take(open, address, "full");
    await album.close();
  }
  await lookAtScenes(url, open, openScenes.filter(wanted), width);
  await open.context().close();
  if (mine.length > 0) {
    const rooms = await Promise.all(
      faces.map(async (face) => ({
        face,
        page: await openWindow(studio, url, width, face, face === "empty" ? cast.fresh : home.access),
      })),
    );
    for (const { name, path: address } of mine) {
      const album = new Album(url, name, width);
      for (const { face, page } of rooms) await album.take(page, address, face);
      await album.close();
    }
    for (const { page } of rooms) await page.context().close();
  }
  for (const [access, scenes] of [
    [home.access, scenesOf(cast)],
    [cast.other, otherScenes(cast)],
    [cast.operator, [{ name: "operations", path: "/operations" }]],
  ] as const) {
    const chosen = scenes.filter(wanted);
    if (chosen.length === 0) continue;
    const page = await openWindow(studio, url, width, "full", access);
    await lookAtScenes(url, page, chosen, width);
    await page.context().close();
  }
}

async function lookAtLearning(studio: Studio, cast: Cast, scenes: Scene[]): Promise<void> {
  if (scenes.length === 0) return;
  await whileLearning(cast, async () => {
    for (const width of Object.keys(windows) as Width[]) {
      const page = await openWindow(studio, cast.url, width, "full", cast.other);
      await lookAtScenes(cast.url, page, scenes, width);
      await page.context().close();
    }
  });
}

mkdirSync(path.join(out, "single"), { recursive: true });
const started = Date.now();
setTimeout(() => {
  console.error(`Not done after ${LATEST_MS / 60_000} minutes.`);
  process.exit(1);
}, LATEST_MS).unref();
const names = process.argv.slice(2);
const wanted = ({ name }: { name: string }) => names.length === 0 || names.includes(name);
const { SHOTS_URL, STATE_DIR } = process.env;
const site =
  SHOTS_URL && STATE_DIR ? { url: SHOTS_URL, stateDir: STATE_DIR, fell: async () => {} } : await raiseStage();
try {
  const cast = await castOf(site.url, site.stateDir, path.join(out, "cast.json"));
  const studio = await openStudio();
  try {
    for (const width of Object.keys(windows) as Width[]) await lookAt(studio, cast, width, wanted);
    await lookAtLearning(studio, cast, learningScenes(cast).filter(wanted));
  } finally {
    await studio.close();
  }
} finally {
  await site.fell();
}
console.log(`Looked for ${Math.round((Date.now() - started) / 1_000)} s. The sheets lie in ${here(out)}.`);
if (missing.length > 0) console.log(`Not as they should be: ${missing.join(", ")}`);
process.exit(missing.length > 0 ? 1 : 0);
