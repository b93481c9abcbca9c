import { hash } from "../pixels/random.ts";
import { type Raster, resize } from "../pixels/raster.ts";
import type { Crew } from "../threads/crew.ts";
import { type Sheet, stagesOf } from "./atlas.ts";
import type { Canvas } from "./canvas.ts";
import { raiseDetail } from "./detail.ts";
import { type Index, propose } from "./proposals.ts";
import { planStage, type StagePlan } from "./schedule.ts";
import { pickNearest, shrinkHold } from "./shrinking.ts";
import { type Sketch, stretch } from "./stretch.ts";

/** How a synthesis is run. */
export interface Effort {
  /** Number of the job: its canvas in the threads. */
  job: number;
  seed: number;
  /** Inference steps 1–50. */
  effort: number;
  /** 1 as tuned, see `planStage`. */
  freedom: number;
  /** One shared value: the threads leave their loops when it is not 0. */
  stop: Int32Array;
  /** Throws when the work is called off. */
  check(): void;
  /** 0–1 */
  onProgress(done: number): void;
}

/** Bands of rows: fixed, so that the result does not depend on the number of threads. */
const bands = 8;

/**
 * Paints a guide with patches of the exemplars, from coarse to fine (Hertzmann et al. 2001, Image Analogies; Elad and
 * Milanfar 2017, Style Transfer via Texture Synthesis; Granot et al. 2022, Drop the GAN).
 * @param atlas a sheet for every stage of the guide's size, largest first
 */
export async function synthesise(
  sketch: Sketch,
  atlas: Sheet[],
  indexes: Index[],
  work: Effort,
  crew: Crew,
): Promise<Raster> {
  const stages = stagesOf(sketch.guide.width, sketch.guide.height);
  const total = stages.reduce((sum, stage) => sum + stage.width * stage.height, 0);
  let painting: Raster | null = null;
  let done = 0;
  for (let level = stages.length - 1; level >= 0; level--) {
    const size = stages[level];
    const first = painting === null;
    const guide = resize(sketch.guide, size.width, size.height);
    const hold = shrinkHold(sketch.hold, sketch.guide, size);
    const canvas = stretch(sketch, guide, atlas[level], work.stop);
    const plan = planStage(stages.length - 1 - level, work.effort, work.freedom);
    await crew.all("openCanvas", { job: work.job, canvas });
    canvas.painting.set((painting ? resize(painting, size.width, size.height) : guide).data);
    for (let repeat = 0; repeat < plan.repeats; repeat++) {
      work.check();
      if (repeat > 0 && size.width * size.height > 40_000) sharpen(canvas, sketch, size);
      mixGuide(canvas, guide.data, hold, plan, repeat, first);
      if (repeat === 0) propose(canvas, atlas[level], indexes, hash(work.seed, "propose", level));
      await match(canvas, atlas[level].size, plan, repeat, first, hash(work.seed, level, repeat), work.job, crew);
      work.check();
      countUsage(canvas);
      await vote(canvas, level === 0 && repeat === plan.repeats - 1, work.job, crew);
      work.onProgress((done + (size.width * size.height * (repeat + 1)) / plan.repeats) / total);
    }
    done += size.width * size.height;
    painting = { ...size, data: canvas.painting.slice() };
  }
  work.check();
  return painting!;
}

/** Voting softens; raised again, the painting does not lead the next repeat to ever softer patches. */
function sharpen(canvas: Canvas, { layers, detail, guide }: Sketch, size: { width: number; height: number }): void {
  const regions = pickNearest(layers, guide, size);
  canvas.painting.set(
    raiseDetail({ ...size, data: canvas.painting }, { regions, wanted: detail }, [1.8, 1.8, 1.5, 1.3], 1).data,
  );
}

/** Each repeat leans less on the guide. */
const leaning = [1, 0.7, 0.5];

/** Makes what the patches must resemble: the painting so far, drawn back to the guide on outlines more than elsewhere. */
function mixGuide(
  { wanted, painting, open }: Canvas,
  guide: Uint8Array,
  hold: Uint8Array,
  plan: StagePlan,
  repeat: number,
  first: boolean,
): void {
  const lean = leaning[Math.min(repeat, leaning.length - 1)];
  const surface = (first && repeat === 0 ? plan.outline : plan.surface) * lean;
  const outline = plan.outline * lean;
  for (let i = 0, p = 0; i < hold.length; i++) {
    const share = open && !open[i] ? 1 : surface + ((outline - surface) * hold[i]) / 255;
    for (const end = p + 3; p < end; p++) wanted[p] = painting[p] + (guide[p] - painting[p]) * share + 0.5;
  }
}

/** Random places tried for each patch at a scale of this size in pixels, in the first repeat. */
const triesAt = (size: number): number => (size <= 70 ? 300 : size <= 140 ? 60 : 12);

async function match(
  canvas: Canvas,
  size: number,
  plan: StagePlan,
  repeat: number,
  first: boolean,
  seed: number,
  job: number,
  crew: Crew,
): Promise<void> {
  const opening = repeat === 0;
  // Bands are shifted by half a band every other repeat, so that propagation crosses their borders over time.
  const shift = repeat % 2 === 1 ? Math.floor(canvas.rows / bands / 2) : 0;
  const cuts = Array.from({ length: bands + 1 }, (_, band) =>
    band === 0
      ? 0
      : band === bands
        ? canvas.rows
        : Math.min(canvas.rows, Math.round((band * canvas.rows) / bands) + shift),
  );
  await Promise.all(
    cuts.slice(1).map((to, band) =>
      crew.run("match", {
        job,
        matching: {
          from: cuts[band],
          to,
          seed: hash(seed, band),
          sweeps: opening ? plan.sweeps : Math.max(2, plan.sweeps - 2),
          tries: opening ? triesAt(size) : 2,
          soft: opening,
          propose: opening,
          // At first the artist's own structure may win over the guide's.
          patchWeight: first && opening ? 0.3 : 1,
          tensorWeight: 0.08,
          aroundWeight: plan.around,
          usageWeight: opening ? 0 : 6,
          coherence: size > 200 ? 1.15 : opening ? 1 : 1.04,
          search: size / 4,
        },
      }),
    ),
  );
}

/** Counts how often each part of the sheet is used, so that the next repeat spreads out (Kaspar et al. 2015). */
function countUsage({ usage, usageShift, usageColumns, field, stride, step }: Canvas): void {
  usage.fill(0);
  const once = (step * step) / (1 << (2 * usageShift));
  for (const position of field) {
    if (position < 0) continue;
    const column = position % stride;
    const row = (position - column) / stride;
    usage[(row >> usageShift) * usageColumns + (column >> usageShift)] += once;
  }
}

async function vote({ height, radius }: Canvas, last: boolean, job: number, crew: Crew): Promise<void> {
  const spread = last ? 0.9 : 0.55 * radius;
  await Promise.all(
    Array.from({ length: bands }, (_, band) =>
      crew.run("vote", {
        job,
        voting: {
          from: Math.round((band * height) / bands),
          to: Math.round(((band + 1) * height) / bands),
          spread,
          tolerance: last ? 6 : 9,
          beyond: last,
        },
      }),
    ),
  );
}
