import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, inject, it, onTestFailed } from "vitest";
import { type Hand, hands, paint } from "../images/readiness/paint.ts";
import { openStudio, photograph, type Studio } from "./browser.ts";

const { url } = inject("site");
const PATIENCE_MS = 90_000;
/** Forty pictures are looked at in half a minute, and in minutes while other tests paint. */
const CHECKED_MS = 240_000;
/** A painting of an invented artist as an iPhone would keep it: HEVC in HEIF, by libheif's heif-enc. */
const HEIC = path.join(import.meta.dirname, "../images/readiness/phone.heic");

/** A finger waits for no longer task without noticing (RAIL). */
const LONG_MS = 50;

/** Milliseconds that each task of the page's own thread worked, the longest first. */
function tasksOf(trace: Buffer): number[] {
  interface Event {
    name: string;
    pid: number;
    tid: number;
    /** Microseconds of work on the thread. */
    tdur?: number;
    args?: { name?: string };
  }
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: Event[] };
  const work = traceEvents.filter(({ name, tdur }) => name.endsWith("RunTask") && tdur !== undefined);
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return work
    .filter(({ pid, tid }) => mains.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1_000)
    .sort((a, b) => b - a);
}

interface Chosen {
  name: string;
  type: string;
  bytes: Buffer;
}

let studio: Studio;
let forty: Chosen[];
beforeAll(async () => {
  studio = await openStudio(inject("browser"));
  // The hand of each is another: nothing is a twin, and the whole is judged as a real set is.
  forty = await Promise.all(
    Array.from({ length: 40 }, async (_, at) => ({
      name: `study ${String(at + 1).padStart(2, "0")}.jpg`,
      type: "image/jpeg",
      // Painted small and made larger: a brush takes seconds over a large picture, and the page only sees its size.
      bytes: await sharp(await paint(hands[at % hands.length] as Hand, at, 400, 300))
        .resize(1_200, 900)
        .jpeg({ quality: 88 })
        .toBuffer(),
    })),
  );
});
afterAll(() => studio?.close());

/** The pictures in a hand above the page. */
function carry(page: Page, chosen: readonly Chosen[]) {
  const files = chosen.map(({ name, type, bytes }) => ({ name, type, data: bytes.toString("base64") }));
  return page.evaluateHandle((all) => {
    const carried = new DataTransfer();
    for (const { name, type, data } of all) {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      carried.items.add(new File([bytes], name, { type }));
    }
    return carried;
  }, files);
}

async function drop(page: Page, chosen: readonly Chosen[], hand = carry(page, chosen)): Promise<void> {
  const dataTransfer = await hand;
  await page.dispatchEvent("body", "dragenter", { dataTransfer });
  await page.dispatchEvent("body", "drop", { dataTransfer });
}

async function enter(page: Page): Promise<void> {
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto("/register");
  await page.getByLabel("Your name").fill("Journey");
  await page.getByLabel("Email").fill(`upload-${Date.now()}@example.com`);
  await page.getByLabel("Password", { exact: true }).fill("a sentence to keep");
  await page.getByRole("button", { name: "Open my studio" }).click();
  await page.waitForURL("**/styles/new");
}

/** File names of the style as the Worker hangs them. */
const hungOf = (page: Page) =>
  page.evaluate(async () => {
    const answer = await fetch(`/api${location.pathname}`);
    const { images } = (await answer.json()) as { images: { filename: string; caption: string | null }[] };
    return images.map(({ filename, caption }) => ({ filename, caption }));
  });
const tiles = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll("li[id^=picture-]")].map(({ id }) => id));

it("takes forty pictures without holding the page up, and keeps their order through drag, keys, bulk and reload", async () => {
  const { page } = await studio.open(url);
  onTestFailed(() => photograph(page, "upload-where-it-failed"));
  await enter(page);
  await page.getByLabel("Name of the style").fill("Forty");
  await drop(page, forty.slice(0, 3));
  await page.waitForURL(/\/styles\/(?!new)/);
  await page.getByRole("heading", { name: "3 pictures" }).waitFor();

  const hand = carry(page, forty);
  await hand;
  // The browser notes its own tasks, with the time its thread really worked: waiting for a busy machine is not ours.
  await studio.browser.startTracing(page, {
    categories: ["toplevel", "disabled-by-default-devtools.timeline", "devtools.timeline"],
  });
  const began = Date.now();
  await drop(page, forty, hand);
  await page.getByRole("heading", { name: "40 pictures" }).waitFor();
  await page
    .getByText(/they stay on your machine/)
    .filter({ visible: true })
    .waitFor({ state: "detached", timeout: CHECKED_MS });
  const took = Date.now() - began;
  const tasks = tasksOf(await studio.browser.stopTracing());
  const long = tasks.filter((ms) => ms > LONG_MS);
  console.log(
    `40 pictures were sent and judged in ${(took / 1_000).toFixed(1)} s by ${tasks.length} tasks of the page; the longest worked ${tasks
      .slice(0, 5)
      .map((ms) => ms.toFixed(0))
      .join(", ")} ms; ${long.length} over ${LONG_MS} ms.`,
  );
  expect(tasks.length).toBeGreaterThan(100);
  expect(long).toEqual([]);
  await photograph(page, "forty-pictures");

  const names = (await hungOf(page)).map(({ filename }) => filename);
  expect(names).toEqual(forty.map(({ name }) => name));
  expect(await page.getByText("hangs once").count()).toBeGreaterThan(0);

  const [first, second] = await tiles(page);
  await page.locator(`#${first}`).hover();
  await page.waitForFunction(() => document.querySelector("li[id^=picture-][draggable=true]") !== null);
  await page
    .locator(`#${first}`)
    .dragTo(page.locator("li[id^=picture-]").nth(3), { targetPosition: { x: 120, y: 30 } });
  await expect.poll(async () => (await tiles(page)).indexOf(first ?? "")).toBe(3);
  await page.locator(`#${second} > button`).first().focus();
  await page.keyboard.press("Alt+End");
  await expect.poll(async () => (await tiles(page)).at(-1)).toBe(second);
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest("li")?.id)).toBe(second);
  await page.getByText(/^Saved \d/).waitFor();

  await page.getByRole("button", { name: "Select", exact: true }).click();
  const pick = page.getByRole("button", { name: /^Select / });
  await pick.nth(0).click();
  await pick.nth(2).click({ modifiers: ["Shift"] });
  await page.getByText("3 selected").waitFor();
  await page.getByRole("button", { name: "Captions", exact: true }).click();
  await page.getByPlaceholder("a harbour in the evening").fill("a quiet shore");
  await photograph(page, "captions-in-bulk");
  await page.getByRole("button", { name: "Write 3 captions" }).click();
  await page.getByText("3 captions written").waitFor();
  await expect
    .poll(async () => (await hungOf(page)).filter(({ caption }) => caption === "a quiet shore").length)
    .toBe(3);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await hungOf(page)).filter(({ caption }) => caption !== null).length).toBe(0);

  await page.getByRole("button", { name: "Remove 3 pictures" }).click();
  await page.getByRole("heading", { name: "37 pictures" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await page.getByRole("heading", { name: "40 pictures" }).waitFor();

  const order = await tiles(page);
  await page.reload();
  await page.getByRole("heading", { name: "40 pictures" }).waitFor();
  expect(await tiles(page)).toEqual(order);
}, 400_000);

it("makes an oversized picture smaller and a HEIC a JPEG in the browser, says so, and leaves out what is no picture", async () => {
  const { page } = await studio.open(url);
  onTestFailed(() => photograph(page, "oversized-where-it-failed"));
  await enter(page);
  const side = 2_600;
  const noise = Buffer.alloc(side * side * 3);
  for (let at = 0; at < noise.length; at += 1) noise[at] = (at * 2_654_435_761) >>> 24;
  const png = await sharp(noise, { raw: { width: side, height: side, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  expect(png.length).toBeGreaterThan(10_000_000);
  await drop(page, [
    { name: "huge.png", type: "image/png", bytes: png },
    { name: "phone.heic", type: "image/heic", bytes: readFileSync(HEIC) },
    { name: "notes.txt", type: "text/plain", bytes: Buffer.from("no picture") },
  ]);
  await page.waitForURL(/\/styles\/(?!new)/);
  await page.getByRole("heading", { name: "2 pictures" }).waitFor();
  await page.getByText("phone.heic was HEIC and is a JPEG now").first().waitFor();
  await page
    .getByText(/huge\.png/)
    .first()
    .waitFor();
  await page.getByText("notes.txt is not a picture").waitFor();
  await photograph(page, "oversized");
  expect((await hungOf(page)).map(({ filename }) => filename).sort()).toEqual(["huge.jpg", "phone.jpg"]);
  const { width, height, red } = await page.evaluate(async () => {
    const answer = await fetch(`/api${location.pathname}`);
    const { images } = (await answer.json()) as { images: { filename: string; originalUrl: string }[] };
    const url = images.find(({ filename }) => filename === "phone.jpg")?.originalUrl ?? "";
    const bitmap = await createImageBitmap(await (await fetch(url)).blob());
    const canvas = new OffscreenCanvas(1, 1);
    const pen = canvas.getContext("2d");
    pen?.drawImage(bitmap, 0, 0, 1, 1);
    return { width: bitmap.width, height: bitmap.height, red: pen?.getImageData(0, 0, 1, 1).data[0] ?? 0 };
  });
  expect([width, height]).toEqual([360, 480]);
  // The mean of the painting: neither black nor the grey of a frame that was not decoded.
  expect(red).toBeGreaterThan(20);
});
