import { toRgb } from "../pixels/lab.ts";
import { hash } from "../pixels/random.ts";
import { compose } from "../scene/compose.ts";
import type { Crew } from "../threads/crew.ts";
import { raiseDetail } from "./detail.ts";
import type { Gallery } from "./gallery.ts";
import { sketchScene } from "./sketching.ts";
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

/** Paints one picture: sRGB, three bytes a pixel. */
export async function paint(
  brief: Brief,
  gallery: Gallery,
  work: Pick<Effort, "job" | "stop" | "check" | "onProgress">,
  crew: Crew,
): Promise<{ width: number; height: number; rgb: Uint8Array }> {
  const { prompt, width, height } = brief;
  const longer = Math.max(width, height);
  const strength = Math.max(0, Math.min(1.5, Math.max(brief.strength, brief.extra?.strength ?? 0)));
  const palette = await gallery.palette(brief.model, mixed(brief), longer);
  work.check();
  const seed = hash(brief.seed, prompt);
  const factor = Math.min(1, longestSketch / longer);
  const scene = compose(
    prompt,
    brief.seed,
    Math.round(width * factor),
    Math.round(height * factor),
    palette.style.staging,
  );
  work.check();
  const sketch = sketchScene(scene, palette.style, { width, height }, seed, strength);
  work.check();
  const effort: Effort = { ...work, seed, effort: Math.max(1, Math.min(50, brief.effort)), freedom: strength };
  const painted = await synthesise(sketch, palette.atlas, palette.indexes, effort, crew);
  const finished = raiseDetail(painted, { regions: sketch.layers, wanted: sketch.detail }, finishCaps, finishPower);
  return { width, height, rgb: toRgb(finished) };
}

/** The second style and its share of the mixture. */
function mixed({ strength, extra }: Brief): { model: string; share: number } | null {
  if (!extra || extra.strength <= 0) return null;
  return { model: extra.model, share: extra.strength / (Math.max(0, strength) + extra.strength) };
}
