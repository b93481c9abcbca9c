import { type Lab, putLab, toRgb } from "../../../engine/style/pixels/lab.ts";
import { hash, normal, type Random, random } from "../../../engine/style/pixels/random.ts";
import { compose } from "../../../engine/style/scene/compose.ts";
import type { Scene } from "../../../engine/style/scene/scene.ts";

/** A way of painting, plain enough to be told from another by its colours and its marks alone. */
interface TestHand {
  name: string;
  /** What becomes of the colour a viewer expects. */
  mix(natural: Lab): Lab;
  /** Half length and half width of a mark in pixels; its direction, or null to follow the form. */
  length: number;
  width: number;
  direction: number | null;
  /** Deviation of lightness and of colour from mark to mark. */
  tones: number;
  hues: number;
  contour: boolean;
}

export const fourHands: TestHand[] = [
  {
    name: "warm dabs",
    mix: ([l, a, b]) => [22 + l * 0.68, a * 0.6 + 16, b * 0.7 + 24],
    length: 7,
    width: 2,
    direction: null,
    tones: 7,
    hues: 7,
    contour: false,
  },
  {
    name: "cool points",
    mix: ([l, a, b]) => [40 + l * 0.52, a * 0.7 - 6, b * 0.5 - 14],
    length: 1.6,
    width: 1.6,
    direction: 0,
    tones: 6,
    hues: 14,
    contour: false,
  },
  {
    name: "lined gouache",
    mix: ([l, a, b]) => [Math.round(l / 18) * 18 + 4, Math.round((a * 1.5) / 20) * 20, Math.round((b * 1.5) / 20) * 20],
    length: 10,
    width: 5,
    direction: 0,
    tones: 1,
    hues: 1,
    contour: true,
  },
  {
    name: "night hatching",
    mix: ([l, a, b]) => [8 + l * 0.5, a * 0.25 + 4, b * 0.25 - 12],
    length: 9,
    width: 0.8,
    direction: 1,
    tones: 13,
    hues: 3,
    contour: false,
  },
];

export const subjects = [
  "a calm sea at sunset with a boat",
  "mountains above a lake",
  "village houses in the hills",
  "flowers in a vase",
  "a forest path",
  "a field of wheat under clouds",
  "a castle by a river",
];

/** An original: sRGB, three bytes a pixel. */
export function paintOriginal(hand: TestHand, subject: string, size: number): Uint8Array {
  const scene = compose(subject, hash(hand.name, subject), size, size);
  const next = random(hash(hand.name, subject, "marks"));
  const data = new Uint8Array(size * size * 3);
  for (let i = 0; i < size * size; i++) put(data, i, colourAt(hand, scene, i));
  const marks = Math.round((size * size * 2.5) / (hand.length * hand.width * 4));
  for (let mark = 0; mark < marks; mark++) draw(hand, scene, data, size, next);
  if (hand.contour) outline(scene, data, size);
  return toRgb({ width: size, height: size, data });
}

function colourAt(hand: TestHand, { layer, layers, shade }: Scene, i: number): Lab {
  const [l, a, b] = hand.mix(layers[layer[i]!]!.natural);
  return [l + (shade[i]! - 0.5) * 18, a, b];
}

const put = (data: Uint8Array, i: number, [l, a, b]: Lab): void => putLab(data, i * 3, l, a, b);

function draw(hand: TestHand, scene: Scene, data: Uint8Array, size: number, next: Random): void {
  const x = Math.floor(next() * size);
  const y = Math.floor(next() * size);
  const i = y * size + x;
  const [l, a, b] = colourAt(hand, scene, i);
  const colour: Lab = [l + normal(next) * hand.tones, a + normal(next) * hand.hues, b + normal(next) * hand.hues];
  const angle = hand.direction ?? scene.angle[i]!;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const reach = Math.ceil(hand.length);
  for (let py = Math.max(0, y - reach); py <= Math.min(size - 1, y + reach); py++) {
    for (let px = Math.max(0, x - reach); px <= Math.min(size - 1, x + reach); px++) {
      const along = Math.abs((px - x) * cos + (py - y) * sin);
      const across = Math.abs((py - y) * cos - (px - x) * sin);
      const same = scene.layer[py * size + px] === scene.layer[i];
      if (along <= hand.length && across <= hand.width && same) put(data, py * size + px, colour);
    }
  }
}

function outline({ layer }: Scene, data: Uint8Array, size: number): void {
  for (let y = 0; y < size - 2; y++) {
    for (let x = 0; x < size - 2; x++) {
      const i = y * size + x;
      if (layer[i] !== layer[i + 2] || layer[i] !== layer[i + 2 * size]) put(data, i, [8, 2, -4]);
    }
  }
}
