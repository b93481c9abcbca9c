import { jointStrength } from "../mix.ts";
import { toLab, toRgb } from "../pixels/lab.ts";
import { hash } from "../pixels/random.ts";
import { pixelsOf, type Raster } from "../pixels/raster.ts";
import { compose } from "../scene/compose.ts";
import type { Staging } from "../scene/scene.ts";
import { evenStaging } from "../scene/staging.ts";
import type { Style } from "../style.ts";
import type { Crew } from "../threads/crew.ts";
import { reclaim } from "../threads/reclaim.ts";
import { raiseDetail } from "./detail.ts";
import type { Gallery } from "./gallery.ts";
import { sketchHole } from "./inpainting.ts";
import { joinRim } from "./joining.ts";
import { dissolve, exaggerate, onlyIn } from "./mingling.ts";
import { paintPlain } from "./plain.ts";
import { coverOf, drown, sketchPicture } from "./repainting.ts";
import { sketchScene } from "./sketching.ts";
import { readSource, type SourcePicture } from "./source-picture.ts";
import type { Sketch } from "./stretch.ts";
import { type Effort, synthesise } from "./synthesis.ts";

/** What to paint. */
export interface Brief {
  /** Path of the model file. */
  model: string;
  prompt: string;
  seed: number;
  /** Pixels, 256–1440. */
  width: number;
  height: number;
  /** Strength of everything learned: 0 nearly none, 1 as learned, up to 1.5. */
  strength: number;
  /** Inference steps, 1–50. */
  effort: number;
  /** A picture to start from, in any format. */
  image?: Uint8Array;
  /** White where `image` may change. */
  mask?: Uint8Array;
  /** How freely `image` is painted over: 0 not at all, 1 wholly. */
  promptStrength?: number;
  /** A second style to mix in, and its strength. */
  extra?: { model: string; strength: number };
}

/** Scenes and underpaintings are made at most this large: the longer side in pixels. */
const longestSketch = 768;

/** Largest gains of detail at 1, 2, 4 and 8 px of a 512 px picture, and how much of the way they go. */
const finishCaps = [1.5, 1.5, 1.5, 1.5];
const finishPower = 0.7;
const wholeCaps = [1.8, 1.8, 1.6, 1.5];

/** The edges spared by raising detail leave the whole about this much short. */
const shortfall = 1.1;

/** Paints one picture: sRGB, three bytes a pixel. */
export async function paint(
  brief: Brief,
  gallery: Gallery,
  work: Pick<Effort, "job" | "stop" | "check" | "onProgress">,
  crew: Crew,
): Promise<{ width: number; height: number; rgb: Uint8Array }> {
  const { width, height } = brief;
  const longer = Math.max(width, height);
  const strength = jointStrength(brief.strength, brief.extra?.strength ?? 0);
  // Everything learned is painted whole or beyond, and less of it lets the plain painting through: one scale, not two in a row.
  const whole = Math.max(1, strength);
  const { model, extra } = mixed(brief);
  const seed = seedOf(brief);
  const source = brief.image ? await readSource(brief.image, brief.mask, width, height) : null;
  work.check();
  const patient = source?.open ? { picture: toLab(source.rgb, width, height), open: source.open } : null;
  const palette = await gallery.palette(model, extra, longer, patient);
  work.check();
  const { sketch, plain, set } = draw(brief, source, palette.style, strength, work.check);
  // The scene and its shades are as large as what synthesis now asks for.
  reclaim();
  work.check();
  if (strength === 0 && plain && !patient) return { width, height, rgb: toRgb(plain) };
  const effort: Effort = {
    ...work,
    seed,
    effort: Math.max(1, Math.min(50, brief.effort)),
    freedom: source && !source.open ? Math.min(whole, 0.4 + 0.6 * freedomOf(brief)) : whole,
  };
  const painted = await synthesise(sketch, palette.atlas, palette.indexes, effort, crew);
  const wanted = { regions: sketch.layers, wanted: sketch.detail };
  const byLayer = patient
    ? joinRim(raiseDetail(painted, wanted, wholeCaps, 1), patient.picture, patient.open)
    : raiseDetail(painted, wanted, finishCaps, finishPower);
  // What is filled has the detail of what lies around, not of the whole style.
  const finished = patient ? byLayer : finish(byLayer, palette.style, whole);
  const weighed = plain ? atStrength(plain, finished, strength) : finished;
  const learned = set && plain ? onlyIn(set, finished, weighed) : weighed;
  const rgb = toRgb(source && !source.open ? cover(brief, source, learned) : learned);
  if (source?.open) keepKnown(rgb, source.rgb, source.open);
  return { width, height, rgb };
}

/** What every choice of a painting but its scene begins from. */
const seedOf = ({ seed, prompt }: Brief): number => hash(seed, prompt);

/** Brings the whole picture, outlines included, to the artist's detail; a second time for what sparing the edges left. */
function finish(painted: Raster, { bands }: Style, strength: number): Raster {
  const regions = new Uint8Array(pixelsOf(painted));
  const wanted = [bands.map((band) => band * emphasis(strength) * shortfall)];
  return raiseDetail(raiseDetail(painted, { regions, wanted }, wholeCaps, 1), { regions, wanted }, wholeCaps, 1);
}

/** Detail against the artist's own: a third more at strength one and a half. */
const emphasis = (strength: number): number => 1 + 0.7 * (strength - 1);

/** How far beyond the artist's own colours the strongest painting goes, as a share of their distance from plain ones. */
const overdrawn = 0.4;

/** From plain through painted as learned to more than that. */
function atStrength(plain: Raster, painted: Raster, strength: number): Raster {
  if (strength < 1) return dissolve(plain, painted, strength);
  return strength === 1 ? painted : exaggerate(painted, plain, (strength - 1) * 2 * overdrawn);
}

/** How freely the picture of a request is painted over. */
const freedomOf = ({ promptStrength = 0.8 }: Brief): number => Math.max(0, Math.min(1, promptStrength));

/** From this freedom on a picture to start from no longer shows. */
const wholly = 0.98;

/** What to synthesise, what the same would be in no style, and where a prompt sets something into a mask. */
function draw(
  brief: Brief,
  source: SourcePicture | null,
  style: Style,
  strength: number,
  check: () => void,
): { sketch: Sketch; plain: Raster | null; set?: Uint8Array } {
  const { prompt, width, height } = brief;
  const seed = seedOf(brief);
  const size = { width, height };
  if (source?.open) {
    const picture = toLab(source.rgb, width, height);
    return sketchHole(picture, source.open, style, prompt, brief.seed, strength);
  }
  const factor = Math.min(1, longestSketch / Math.max(width, height));
  const staging = stagingAt(style.staging, strength);
  const scene = compose(prompt, brief.seed, Math.round(width * factor), Math.round(height * factor), staging);
  check();
  const whole = Math.max(1, strength);
  const sketch = sketchScene(scene, style, size, seed, whole);
  const plain = strength === 1 ? null : paintPlain(scene, size, seed);
  const freedom = freedomOf(brief);
  if (!source || freedom >= wholly) return { sketch, plain };
  const picture = toLab(source.rgb, width, height);
  return {
    sketch: sketchPicture(picture, style, sketch, freedom, whole, seed),
    plain: plain && drown(picture, plain, freedom),
  };
}

/** From this strength on the artist's whole habit of staging shows, so that strengths near 1 are compared on one composition. */
const stagedFrom = 0.5;

/** The artist's habit of staging as far as it is to show. */
function stagingAt(learned: Staging, strength: number): Staging {
  const share = Math.min(1, strength / stagedFrom);
  const between = (of: keyof Staging) => evenStaging[of] + (learned[of] - evenStaging[of]) * share;
  return {
    horizon: between("horizon"),
    tonalTop: between("tonalTop"),
    tonalBottom: between("tonalBottom"),
    emptiness: between("emptiness"),
  };
}

/** With little freedom the picture to start from shows through. */
function cover(brief: Brief, { rgb }: SourcePicture, painted: Raster): Raster {
  const share = coverOf(freedomOf(brief));
  return share >= 1 ? painted : dissolve(toLab(rgb, painted.width, painted.height), painted, share);
}

/** Outside the mask the picture's own bytes come back, whatever Lab made of them. */
function keepKnown(rgb: Uint8Array, known: Uint8Array, open: Uint8Array): void {
  for (let i = 0; i < open.length; i++) {
    if (!open[i]) for (let p = i * 3; p < i * 3 + 3; p++) rgb[p] = known[p];
  }
}

/** The styles to paint in and the second one's share; one that has no strength takes no part. */
function mixed({ model, strength, extra }: Brief): { model: string; extra: { model: string; share: number } | null } {
  if (!extra || extra.strength <= 0) return { model, extra: null };
  if (strength <= 0) return { model: extra.model, extra: null };
  return { model, extra: { model: extra.model, share: extra.strength / (strength + extra.strength) } };
}
