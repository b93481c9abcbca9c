import { toLab, toRgb } from "../pixels/lab.ts";
import { hash } from "../pixels/random.ts";
import { pixelsOf, type Raster } from "../pixels/raster.ts";
import { compose } from "../scene/compose.ts";
import type { Style } from "../style.ts";
import type { Crew } from "../threads/crew.ts";
import { raiseDetail } from "./detail.ts";
import type { Gallery } from "./gallery.ts";
import { sketchHole } from "./inpainting.ts";
import { sketchPicture } from "./repainting.ts";
import { sketchScene } from "./sketching.ts";
import { readSource, type SourcePicture } from "./source-picture.ts";
import type { Sketch } from "./stretch.ts";
import { type Effort, synthesise } from "./synthesis.ts";

/** What to paint: the fields of a `PaintRequest`. */
export interface Brief {
  model: string;
  prompt: string;
  seed: number;
  width: number;
  height: number;
  strength: number;
  effort: number;
  image?: Uint8Array;
  mask?: Uint8Array;
  promptStrength?: number;
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
  const strength = Math.max(0, Math.min(1.5, Math.max(brief.strength, brief.extra?.strength ?? 0)));
  const palette = await gallery.palette(brief.model, mixed(brief), longer);
  work.check();
  const seed = hash(brief.seed, brief.prompt);
  const source = brief.image ? await readSource(brief.image, brief.mask, width, height) : null;
  work.check();
  const sketch = draw(brief, source, palette.style, strength, seed);
  work.check();
  const effort: Effort = {
    ...work,
    seed,
    effort: Math.max(1, Math.min(50, brief.effort)),
    freedom: source && !source.open ? Math.min(strength, 0.4 + 0.6 * freedomOf(brief)) : strength,
  };
  const painted = await synthesise(sketch, palette.atlas, palette.indexes, effort, crew);
  const byLayer = raiseDetail(painted, { regions: sketch.layers, wanted: sketch.detail }, finishCaps, finishPower);
  const rgb = toRgb(finish(byLayer, palette.style, strength));
  if (source?.open) keepKnown(rgb, source.rgb, source.open);
  return { width, height, rgb };
}

/** Brings the whole picture, outlines included, to the artist's detail; a second time for what sparing the edges left. */
function finish(painted: Raster, { bands }: Style, strength: number): Raster {
  const regions = new Uint8Array(pixelsOf(painted));
  const wanted = [bands.map((band) => band * Math.min(1.2, strength) * shortfall)];
  return raiseDetail(raiseDetail(painted, { regions, wanted }, wholeCaps, 1), { regions, wanted }, wholeCaps, 1);
}

/** How freely the picture of a request is painted over. */
const freedomOf = ({ promptStrength = 0.8 }: Brief): number => Math.max(0, Math.min(1, promptStrength));

/** From this freedom on a picture to start from no longer shows. */
const wholly = 0.98;

function draw(brief: Brief, source: SourcePicture | null, style: Style, strength: number, seed: number): Sketch {
  const { prompt, width, height } = brief;
  const scene = () => {
    const factor = Math.min(1, longestSketch / Math.max(width, height));
    const size = [Math.round(width * factor), Math.round(height * factor)] as const;
    return sketchScene(compose(prompt, brief.seed, ...size, style.staging), style, { width, height }, seed, strength);
  };
  if (!source || (!source.open && freedomOf(brief) >= wholly)) return scene();
  const picture = toLab(source.rgb, width, height);
  if (source.open) return sketchHole(picture, source.open, style, prompt, brief.seed, strength);
  return sketchPicture(picture, style, scene().guide, freedomOf(brief), strength, seed);
}

/** Outside the mask the picture's own bytes come back, whatever Lab made of them. */
function keepKnown(rgb: Uint8Array, known: Uint8Array, open: Uint8Array): void {
  for (let i = 0; i < open.length; i++) {
    if (!open[i]) for (let p = i * 3; p < i * 3 + 3; p++) rgb[p] = known[p];
  }
}

/** The second style and its share of the mixture. */
function mixed({ strength, extra }: Brief): { model: string; share: number } | null {
  if (!extra || extra.strength <= 0) return null;
  return { model: extra.model, share: extra.strength / (Math.max(0, strength) + extra.strength) };
}
