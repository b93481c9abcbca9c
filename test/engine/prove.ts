import path from "node:path";
import type { Raster } from "../../engine/style/pixels/raster.ts";
import { artists } from "./artists.ts";
import { meanDeltaE } from "./measures/effect.ts";
import { controls, exhibit, mustFail } from "./measures/exhibition.ts";
import { failures, noveltyFigures, styleFigures } from "./measures/figures.ts";
import { keepFor } from "./measures/kept.ts";

/**
 * `npm run prove`: every measure at full size, over every hand, six prompts and two seeds; about fifteen minutes.
 * `npm run prove -- 256 2 1 4`: the same at 256 px, over two prompts, one seed and four hands, to see which way a change goes.
 * What the engine made is kept in `.cache/prove` until the engine changes, so that an interrupted run can be taken up again.
 */
const asked = [512, 6, 2, 5].map((usual, i) => Number(process.argv[i + 2] ?? usual));
const [size, subjects, runsAsked, hands] = asked as [number, number, number, number];
const seeds = [7, 23].slice(0, runsAsked);
const prompts = [
  "a calm sea at sunset with a boat",
  "mountains above a lake",
  "a village with a church in the hills",
  "flowers in a vase",
  "a forest path in autumn",
  "a city at night",
].slice(0, subjects);

const began = performance.now();
const tell = (line: string) => console.log(`${Math.round((performance.now() - began) / 1000)} s`.padStart(7), line);

const engine = path.join(import.meta.dirname, "../../engine");
const keep = await keepFor(
  ".cache/prove",
  ["hands", "style"].map((room) => path.join(engine, room)),
);
const learning = { heldOut: 2, steps: 600, size, effort: 28 };
const exhibition = await exhibit(artists(2 * size, 14).slice(0, hands), learning, keep, tell);
const { models, names, references } = exhibition;
const missed: string[] = [];
const report = (what: string, figures: object, failed: string[]) => {
  tell(what);
  console.log(figures, failed);
};

const runs: Raster[][][] = [];
const novelty = { copied: 0, thumbnail: 0 };
for (const seed of seeds) {
  const paintings: Raster[][] = [];
  for (const [style, name] of names.entries()) {
    const row: Raster[] = [];
    for (const prompt of prompts) row.push(await exhibition.paint(style, { prompt, seed }));
    paintings.push(row);
    const { copied, thumbnail } = noveltyFigures([row], [references[style]!]);
    tell(`${name}, seed ${seed}: ${row.length} pictures; ${copied} px copied, thumbnails ${thumbnail.toFixed(2)}`);
    novelty.copied = Math.max(novelty.copied, copied);
    novelty.thumbnail = Math.max(novelty.thumbnail, thumbnail);
  }
  runs.push(paintings);
}

// Shares are of all paintings; prompts are compared at one seed, since another seed stages them anew.
const atSeeds = runs.map((paintings) => styleFigures(paintings, references));
for (const [i, figures] of atSeeds.entries()) report(`seed ${seeds[i]} alone`, figures, []);
const paintings = names.map((_, style) => runs.flatMap((run) => run[style]!));
const figures = {
  ...styleFigures(paintings, references),
  promptEffect: Math.min(...atSeeds.map(({ promptEffect }) => promptEffect)),
  layout: atSeeds.reduce((sum, { layout }) => sum + layout, 0) / atSeeds.length,
  ...novelty,
};
const failed = failures(figures, names.length, size);
report("all paintings", figures, failed);
missed.push(...failed);

// How well the measure knows the artists' own unseen works: what a painting can be expected to reach.
report(
  "held-out works",
  styleFigures(
    references.map(({ heldOut }) => heldOut),
    references,
  ),
  [],
);

for (const run of runs.slice(1)) {
  const between = Math.min(...runs[0]!.flatMap((row, style) => row.map((one, i) => meanDeltaE(one, run[style]![i]!))));
  report("least ΔE between seeds", { between }, between > 4 ? [] : ["seeds"]);
  if (between <= 4) missed.push("seeds");
}

for (const [name, cheat] of Object.entries(controls)) {
  const fakes = cheat(runs[0]!, references, prompts);
  const novel = mustFail[name]!.includes("copied");
  // Novelty is costly to measure: one fake of each style stands for all.
  const novelty = novel
    ? noveltyFigures(
        fakes.map((row) => row.slice(0, 1)),
        references,
      )
    : {};
  const figures = { ...styleFigures(fakes, references), ...novelty };
  const failed = failures(figures, names.length, size);
  report(`control: ${name}`, figures, failed);
  const passed = mustFail[name]!.filter((bar) => !failed.includes(bar));
  missed.push(...passed.map((bar) => `the control "${name}" clears ${bar}`));
}

for (const style of models.keys()) {
  const other = (style + 1) % models.length;
  const which = prompts.length > 2 ? 2 : 0;
  const wish = { prompt: prompts[which]!, seed: seeds[0]! };
  const [a, b] = [runs[0]![style]![which]!, runs[0]![other]![which]!];
  const half = await exhibition.paint(style, { ...wish, extra: { model: models[other]!, strength: 1 } });
  const [toA, toB, apart] = [meanDeltaE(half, a), meanDeltaE(half, b), meanDeltaE(a, b)];
  const lies = Math.max(toA, toB) < apart;
  report(`half ${names[style]}, half ${names[other]}`, { toA, toB, apart }, lies ? [] : ["mixture"]);
  if (!lies) missed.push(`the mixture of ${names[style]} and ${names[other]} does not lie between them`);
}

await exhibition.close();
console.log(missed.length === 0 ? "Every measure is met." : `Missed:\n${missed.join("\n")}`);
process.exitCode = missed.length === 0 ? 0 : 1;
