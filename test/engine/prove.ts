import type { Raster } from "../../engine/style/pixels/raster.ts";
import { artists } from "./artists.ts";
import { meanDeltaE } from "./measures/effect.ts";
import { controls, exhibit, mustFail } from "./measures/exhibition.ts";
import { failures, figuresOf, styleFigures } from "./measures/figures.ts";

/**
 * `npm run prove`: every measure at full size, over every hand, six prompts and two seeds; about fifteen minutes.
 * `npm run prove -- 256 2 1`: the same at 256 px, over two prompts and one seed, to see which way a change goes.
 */
const [size, subjects, runsAsked] = ["512", "6", "2"].map((usual, i) => Number(process.argv[i + 2] ?? usual)) as [
  number,
  number,
  number,
];
const seeds = [7, 23].slice(0, runsAsked);
const prompts = [
  "a calm sea at sunset with a boat",
  "mountains above a lake",
  "a village with a church in the hills",
  "flowers in a vase",
  "a forest path in autumn",
  "a city at night",
].slice(0, subjects);

const exhibition = await exhibit(artists(2 * size, 14), { heldOut: 2, steps: 600, size, effort: 28 });
const { models, names, references } = exhibition;
const missed: string[] = [];
const report = (what: string, figures: object, failed: string[]) => console.log(what, figures, failed);

async function paintAll(seed: number): Promise<Raster[][]> {
  const rows: Raster[][] = [];
  for (const style of models.keys()) {
    const row: Raster[] = [];
    for (const prompt of prompts) row.push(await exhibition.paint(style, { prompt, seed }));
    rows.push(row);
  }
  return rows;
}

const runs: Raster[][][] = [];
for (const seed of seeds) {
  const paintings = await paintAll(seed);
  runs.push(paintings);
  const figures = figuresOf(paintings, references);
  const failed = failures(figures, names.length, size);
  report(`seed ${seed}`, figures, failed);
  missed.push(...failed.map((name) => `seed ${seed}: ${name}`));
}

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
  const figures = (mustFail[name]!.includes("copied") ? figuresOf : styleFigures)(fakes, references);
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
