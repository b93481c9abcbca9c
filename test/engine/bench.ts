import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { openStudio } from "../../engine/style/studio.ts";
import { artists } from "./artists.ts";

/** `npm run bench:engine`: what learning and painting cost, each beside sharp decoding and encoding the same pictures. */
const folder = await mkdtemp(path.join(tmpdir(), "bench-"));
const model = path.join(folder, "style.model");
const { signal } = new AbortController();
const [artist] = artists(1024, 24);
const pictures = await Promise.all(
  Array.from({ length: 24 }, async (_, i) => {
    const { width, height, rgb, caption } = artist!.paint(i);
    const bytes = await sharp(rgb, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 92 })
      .toBuffer();
    return { name: `${i}.jpg`, bytes, caption };
  }),
);

/** Seconds a work takes, and for how many milliseconds at most it kept this thread from answering. */
async function time(work: () => Promise<unknown>): Promise<{ seconds: number; blocked: number }> {
  let blocked = 0;
  let last = performance.now();
  const pulse = setInterval(() => {
    blocked = Math.max(blocked, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  clearInterval(pulse);
  return { seconds, blocked };
}

async function line(name: string, work: () => Promise<unknown>, reference: () => Promise<unknown>): Promise<void> {
  const own = await time(work);
  const theirs = await time(reference);
  console.log(
    `${name.padEnd(28)} ${own.seconds.toFixed(1).padStart(6)} s   sharp ${theirs.seconds.toFixed(2).padStart(6)} s   caller blocked ${own.blocked.toFixed(0)} ms`,
  );
}

const recode = (size: number) => async () => {
  for (const { bytes } of pictures) await sharp(bytes).resize(size, size, { fit: "inside" }).png().toBuffer();
};

console.log(
  `${availableParallelism()} cores, 24 pictures of 1024 px; sharp decodes, resizes and encodes the same pictures`,
);
const studio = openStudio();
await line(
  "learn, 1000 steps",
  async () => writeFile(model, await studio.learn({ pictures, steps: 1000, seed: 1, onStep: () => {}, signal })),
  recode(1024),
);
await studio.close();
for (const size of [512, 768, 1024, 1440]) {
  const fresh = openStudio();
  const wish = { model, prompt: "a village above a lake", width: size, height: size, strength: 1, effort: 28, signal };
  await line(`paint ${size}², cold`, () => fresh.paint({ ...wish, seed: 1 }), recode(size));
  await line(`paint ${size}², warm`, () => fresh.paint({ ...wish, seed: 2 }), recode(size));
  await fresh.close();
}
console.log(`most memory held: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
await rm(folder, { recursive: true });
