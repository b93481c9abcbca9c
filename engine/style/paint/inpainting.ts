import { spanMembrane } from "../pixels/membrane.ts";
import { hash } from "../pixels/random.ts";
import { type Raster, resize } from "../pixels/raster.ts";
import { compose } from "../scene/compose.ts";
import type { Role } from "../scene/scene.ts";
import type { Style } from "../style.ts";
import { restroke } from "./restroking.ts";
import { sketchScene } from "./sketching.ts";
import type { Sketch } from "./stretch.ts";

/** Roles that surround things; everything else is a thing that can be set into a picture. */
const surroundings = new Set<Role>([
  "sky",
  "cloud",
  "halo",
  "star",
  "sea",
  "lake",
  "river",
  "foam",
  "glint",
  "grass",
  "earth",
  "sand",
  "snow",
  "road",
  "backdrop",
  "table",
]);

/** A hole of at least this share of the picture is a scene of its own; in a smaller one only the prompt's things stand. */
const sceneShare = 0.3;

/** Side of a box of the picture. */
interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Sketches what fills the open part of a picture: what surrounds it spans the hole, and the prompt's things are set into
 * it; a large hole, or one beside the picture, takes the prompt's whole scene, joined by its difference at the border
 * (after Pérez, Gangnet and Blake 2003, Poisson Image Editing).
 */
export function sketchHole(
  known: Raster,
  open: Uint8Array,
  style: Style,
  prompt: string,
  seed: number,
  strength: number,
): Sketch {
  const { width, height } = known;
  const box = boxOf(open, width, height);
  const area = open.reduce((sum, value) => sum + value, 0) / open.length;
  const whole = area >= sceneShare;
  const frame = whole ? { left: 0, top: 0, width, height } : box;
  const size = { width: frame.width, height: frame.height };
  const factor = Math.min(1, 768 / Math.max(size.width, size.height));
  const scene = compose(
    prompt,
    seed,
    Math.max(48, Math.round(size.width * factor)),
    Math.max(48, Math.round(size.height * factor)),
    style.staging,
  );
  const drawn = sketchScene(scene, style, size, hash(seed, "hole"), strength);
  const span = whole && !prompt.trim() ? mirrored(known, open) : spanned(known, open);
  const guide = { width, height, data: known.data.slice() };
  const hold = new Uint8Array(width * height);
  const neutral = drawn.detail.length;
  const regions = new Uint8Array(width * height).fill(neutral);
  const layers = new Uint8Array(width * height).fill(neutral);
  const things = scene.layers.map(({ role }) => whole || !surroundings.has(role));
  const film = whole ? difference(known, drawn.guide, open) : null;
  const ground = restroke(span, style, 1, 0.8, hash(seed, "ground")).data;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!open[i]) continue;
      const inside = x >= frame.left && y >= frame.top && x < frame.left + frame.width && y < frame.top + frame.height;
      const j = (y - frame.top) * frame.width + (x - frame.left);
      if (!inside || !(things[drawn.layers[j]] && prompt.trim())) {
        for (let k = 0; k < 3; k++) guide.data[i * 3 + k] = ground[i * 3 + k];
        continue;
      }
      for (let k = 0; k < 3; k++) {
        const value = drawn.guide.data[j * 3 + k] + (film ? film[i * 3 + k] : 0);
        guide.data[i * 3 + k] = Math.max(0, Math.min(255, value + 0.5));
      }
      hold[i] = drawn.hold[j];
      layers[i] = drawn.layers[j];
      if (!film) regions[i] = drawn.regions[j];
    }
  }
  return {
    guide,
    hold,
    layers,
    detail: [...drawn.detail, style.bands],
    regions,
    fit: drawn.fit,
    chances: drawn.chances,
    materials: drawn.materials,
    open,
  };
}

function boxOf(open: Uint8Array, width: number, height: number): Box {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!open[i]) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  return { left, top, width: right - left, height: bottom - top };
}

/** The picture with its open part spanned smoothly from the border. */
function spanned(known: Raster, open: Uint8Array): Raster {
  const values = Float32Array.from(known.data);
  spanMembrane(
    values,
    Float32Array.from(open, (value) => 1 - value),
    known.width,
    known.height,
  );
  return { ...known, data: Uint8Array.from(values, (value) => Math.max(0, Math.min(255, value + 0.5))) };
}

/** The picture continued as in a mirror at the edges of its known part, spanned where that is open too. */
function mirrored(known: Raster, open: Uint8Array): Raster {
  const { width, height } = known;
  const box = boxOf(
    open.map((value) => 1 - value),
    width,
    height,
  );
  const data = known.data.slice();
  const left = open.slice();
  for (let y = 0, i = 0; y < height; y++) {
    const v = box.top + reflect(y - box.top, box.height);
    for (let x = 0; x < width; x++, i++) {
      const from = v * width + box.left + reflect(x - box.left, box.width);
      if (!open[i] || open[from]) continue;
      data.set(known.data.subarray(from * 3, from * 3 + 3), i * 3);
      left[i] = 0;
    }
  }
  return spanned({ width, height, data }, left);
}

/** Where −1 is 0 and `size` is `size` − 1: back and forth. */
function reflect(at: number, size: number): number {
  const turn = ((at % (2 * size)) + 2 * size) % (2 * size);
  return turn < size ? turn : 2 * size - 1 - turn;
}

/** How the scene must change to join the known part, fading inwards: three Lab8 steps a pixel. */
function difference(known: Raster, scene: Raster, open: Uint8Array): Float32Array {
  const { width, height } = known;
  const fitted = resize(scene, width, height).data;
  const values = new Float32Array(fitted.length);
  for (let p = 0; p < values.length; p++) values[p] = known.data[p] - fitted[p];
  const rim = Float32Array.from(open, (value) => 1 - value);
  spanMembrane(values, rim, width, height);
  const far = Math.max(width, height) / 5;
  const distances = distanceToKnown(open, width, height);
  for (let i = 0; i < distances.length; i++) {
    const share = Math.exp(-distances[i] / far);
    for (let k = 0; k < 3; k++) values[i * 3 + k] *= share;
  }
  return values;
}

/** Pixels to the nearest known one, by two passes of city blocks. */
function distanceToKnown(open: Uint8Array, width: number, height: number): Float32Array {
  const distance = Float32Array.from(open, (value) => (value ? width + height : 0));
  const lower = (i: number, other: number) => {
    distance[i] = Math.min(distance[i], distance[other] + 1);
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (x > 0) lower(y * width + x, y * width + x - 1);
      if (y > 0) lower(y * width + x, (y - 1) * width + x);
    }
  }
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--) {
      if (x + 1 < width) lower(y * width + x, y * width + x + 1);
      if (y + 1 < height) lower(y * width + x, (y + 1) * width + x);
    }
  }
  return distance;
}
