import { compose } from "../style/scene/compose.ts";
import { hash, Random } from "../style/scene/draw/random.ts";
import { practices } from "./hands.ts";
import { formats, subjects } from "./subjects.ts";

export interface Original {
  filename: string;
  caption: string;
  width: number;
  height: number;
  /** width × height × 3, sRGB. */
  rgb: Uint8Array;
}

/**
 * Paints one picture of an invented artist. `size` is the long side in pixels (1024 unless told). The same hand, index,
 * seed and size give the same bytes; beyond the last subject the list begins again with other compositions.
 */
export function paintOriginal(hand: string, index: number, options: { seed?: number; size?: number } = {}): Original {
  const practice = practices.find(({ id }) => id === hand);
  if (!practice)
    throw new RangeError(
      `There is no hand called "${hand}": choose one of ${practices.map(({ id }) => id).join(", ")}.`,
    );
  const { seed = 1, size = 1024 } = options;
  const subject = subjects[index % subjects.length]!;
  const [a, b] = formats[subject.format];
  const width = a >= b ? size : Math.round((size * a) / b);
  const height = a >= b ? Math.round((size * b) / a) : size;
  const root = hash(hand, index, seed);
  const look = Math.min(1, Math.max(practice.look, 200 / Math.min(width, height)));
  const scene = compose(subject.caption, root, Math.round(width * look), Math.round(height * look), practice.staging);
  const rgb = practice.paint(scene, width, height, new Random(root));
  return {
    filename: `${String(index + 1).padStart(2, "0")}-${subject.file}.png`,
    caption: subject.caption,
    width,
    height,
    rgb,
  };
}
