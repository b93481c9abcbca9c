import { spanMembrane } from "../pixels/membrane.ts";
import { hash } from "../pixels/random.ts";
import type { Raster } from "../pixels/raster.ts";
import { compose } from "../scene/compose.ts";
import type { Layer, Role } from "../scene/scene.ts";
import type { Given } from "../scene/staging.ts";
import type { Style } from "../style.ts";
import type { Box, Size } from "./joining.ts";
import { difference } from "./joining.ts";
import { admitOwn, detailAround, sceneOwn, thingOwn } from "./own-surface.ts";
import { namedThings, placeThings } from "./placing.ts";
import { paintPlain } from "./plain.ts";
import { sketchScene } from "./sketching.ts";
import type { Sketch } from "./stretch.ts";
import { readView, stagedTo, type View } from "./view.ts";

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

/** A scene is drawn this share of the picture beyond the open part, so that it can be joined to what is known. */
const overlap = 0.05;

/** Longer side in pixels of the drawing that things are taken from. */
const drawingSide = 512;

/** Where in a frame a horizon may lie; beyond, the scene is drawn as tall as the picture. */
const levels = [0.15, 0.85] as const;

/** What fills the open part of a picture. */
export interface Filling {
  sketch: Sketch;
  /** The same filled in no style; null if nothing is set into what goes on anyhow. */
  plain: Raster | null;
  /** 1 where a thing or a scene of the prompt is set. */
  set: Uint8Array;
}

/**
 * Sketches what fills the open part of a picture: what surrounds it goes on in it, and the prompt's things are set into it
 * as large as they fit; a large hole, or one beside the picture, takes the prompt's whole scene, joined by its difference
 * at the border (after Pérez, Gangnet and Blake 2003, Poisson Image Editing). The picture's own surface counts as one
 * material more than the style has (Wexler, Shechtman and Irani 2007, Space-Time Completion of Video). A scene beside the
 * picture takes over its horizon and its light above and below it.
 */
export function sketchHole(
  known: Raster,
  open: Uint8Array,
  style: Style,
  prompt: string,
  seed: number,
  strength: number,
): Filling {
  const { width, height } = known;
  const area = open.reduce((sum, value) => sum + value, 0) / open.length;
  const asked = prompt.trim() !== "";
  const hole = boxOf(open, width, height);
  const draw = (size: Size, staging = style.staging, given?: Given) => {
    const factor = Math.min(1, 768 / Math.max(size.width, size.height));
    const side = (pixels: number) => Math.max(64, Math.round(pixels * factor));
    const scene = compose(prompt, seed, side(size.width), side(size.height), staging, given);
    return { scene, drawn: sketchScene(scene, style, size, hash(seed, "hole"), Math.max(1, strength)) };
  };
  // Things are drawn large, as they may be small in their scene and shall fill the hole.
  const enlarged = drawingSide / Math.max(hole.width, hole.height);
  let { scene, drawn } = draw({ width: Math.ceil(hole.width * enlarged), height: Math.ceil(hole.height * enlarged) });
  let things = thingsOf(scene.layers, drawn);
  const whole = asked && (area >= sceneShare || !things.includes(1));
  const view = whole ? readView(known, open) : null;
  const frame = framed(widened(hole, width, height), view, height);
  if (whole) {
    ({ scene, drawn } = view
      ? draw(frame, stagedTo(style.staging, view), { level: levelIn(frame, view), ...roomIn(open, frame, width) })
      : draw({ width: frame.width, height: frame.height }));
    things = new Uint8Array(frame.width * frame.height).fill(1);
  }
  const margin = Math.max(1, Math.round(Math.max(width, height) / 40));
  const placement = whole
    ? { scale: 1, left: frame.left, top: frame.top }
    : asked
      ? placeThings(things, drawn.guide, open, known, margin)
      : null;

  const ground = drawn.detail.length;
  const span = area >= sceneShare ? mirrored(known, open) : spanned(known, open);
  const guide = { width, height, data: span.data.slice() };
  const hold = new Uint8Array(width * height);
  const regions = new Uint8Array(width * height).fill(ground + 1);
  const layers = Uint8Array.from(open, (value) => (value ? ground : ground + 1));
  const drawing = drawn.guide;
  const lasting = drawn.layers.map((layer) => (view && surroundings.has(scene.layers[layer]!.role) ? 1 : 0));
  const joining = (picture: Raster) => (whole ? difference(known, picture, open, frame, lasting) : null);
  const film = joining(drawing);
  const bare = placement && strength !== 1 ? paintPlain(scene, drawing, hash(seed, "hole")) : null;
  const bareFilm = bare && joining(bare);
  const plain = bare && { width, height, data: guide.data.slice() };
  const set = new Uint8Array(width * height);
  for (let y = 0, i = 0; placement && y < height; y++) {
    const v = (y - placement.top) / placement.scale;
    for (let x = 0; x < width; x++, i++) {
      const u = (x - placement.left) / placement.scale;
      if (!open[i] || u < 0 || v < 0 || u > drawing.width - 1 || v > drawing.height - 1) continue;
      const j = Math.round(v) * drawing.width + Math.round(u);
      if (!things[j]) continue;
      for (let k = 0; k < 3; k++) {
        const value = at(drawing, u, v, k) + (film ? film[i * 3 + k] : 0);
        guide.data[i * 3 + k] = Math.max(0, Math.min(255, value + 0.5));
        if (!plain || !bare) continue;
        const without = at(bare, u, v, k) + (bareFilm ? bareFilm[i * 3 + k] : 0);
        plain.data[i * 3 + k] = Math.max(0, Math.min(255, without + 0.5));
      }
      set[i] = 1;
      hold[i] = drawn.hold[j];
      layers[i] = drawn.layers[j];
      regions[i] = drawn.regions[j];
    }
  }
  const sketch: Sketch = {
    guide,
    hold,
    layers,
    detail: [...drawn.detail, detailAround(known, open), [0, 0, 0, 0]],
    regions,
    ...admitOwn(drawn, whole ? sceneOwn : thingOwn),
    materials: drawn.materials + 1,
    open,
    continues: ground + 1,
  };
  return { sketch, plain, set };
}

/** A frame in which the picture's horizon can be drawn. */
function framed(frame: Box, view: View | null, height: number): Box {
  if (!view) return frame;
  const level = (view.horizon - frame.top) / frame.height;
  return level < levels[0] || level > levels[1] ? { ...frame, top: 0, height } : frame;
}

/** The picture's horizon as a share of a frame's height. */
const levelIn = (frame: Box, { horizon }: View): number =>
  Math.max(0.08, Math.min(0.92, (horizon - frame.top) / frame.height));

/** The widest part of a frame that is mostly open, its middle and its width as shares of the frame's; none if no part of it is hidden. */
function roomIn(open: Uint8Array, frame: Box, width: number): Pick<Given, "focus" | "room"> {
  let best = { from: 0, long: 0 };
  let from = 0;
  for (let x = 0; x <= frame.width; x++) {
    let clear = 0;
    for (let y = 0; x < frame.width && y < frame.height; y++) clear += open[(y + frame.top) * width + x + frame.left];
    if (x < frame.width && clear > 0.6 * frame.height) continue;
    if (x - from > best.long) best = { from, long: x - from };
    from = x + 1;
  }
  if (best.long > 0.97 * frame.width || best.long < 0.1 * frame.width) return {};
  return { focus: (best.from + best.long / 2) / frame.width, room: best.long / frame.width };
}

/** 1 where the scene shows what the prompt sets into a picture. */
function thingsOf(layers: Layer[], drawn: Sketch): Uint8Array {
  const thing = layers.map(({ role }) => !surroundings.has(role));
  const named = layers.map(({ words }, i) => thing[i] && words.length > 0);
  return namedThings(
    drawn.layers.map((layer) => (thing[layer] ? 1 : 0)),
    drawn.layers.map((layer) => (named[layer] ? 1 : 0)),
    drawn.guide,
  );
}

/** Bilinear. */
function at({ width, height, data }: Raster, u: number, v: number, channel: number): number {
  const [x, y] = [Math.floor(u), Math.floor(v)];
  const [right, below] = [Math.min(width - 1, x + 1), Math.min(height - 1, y + 1)];
  const value = (column: number, row: number) => data[(row * width + column) * 3 + channel];
  const above = value(x, y) + (value(right, y) - value(x, y)) * (u - x);
  const under = value(x, below) + (value(right, below) - value(x, below)) * (u - x);
  return above + (under - above) * (v - y);
}

/** A box with a strip of what lies around it. */
function widened({ left, top, width, height }: Box, most: number, tallest: number): Box {
  const strip = Math.ceil(Math.max(most, tallest) * overlap);
  const x = Math.max(0, left - strip);
  const y = Math.max(0, top - strip);
  const right = Math.min(most, left + width + strip);
  const bottom = Math.min(tallest, top + height + strip);
  return { left: x, top: y, width: right - x, height: bottom - y };
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
