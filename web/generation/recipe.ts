import { GENERATION, type Generation, type StartFrom } from "#contract/generation";

/** Width to height: the model's own ratios. */
export const shapes = {
  "1:1": [1, 1],
  "5:4": [5, 4],
  "4:3": [4, 3],
  "3:2": [3, 2],
  "16:9": [16, 9],
  "4:5": [4, 5],
  "3:4": [3, 4],
  "2:3": [2, 3],
  "9:16": [9, 16],
} as const;
export type Shape = keyof typeof shapes;

/** Longer side, pixels. */
export const sizes = [512, 768, 1_024, 1_440] as const;
export type Size = (typeof sizes)[number];

export interface Recipe {
  prompt: string;
  shape: Shape;
  size: Size;
  steps: number;
  guidance: number;
  strength: number;
  /** Used when it is locked; otherwise every batch gets its own. */
  seed: number;
  locked: boolean;
  count: number;
  /** The picture it begins from; its shape then rules. */
  start: StartPicture | null;
  /** How much of that picture is painted anew. */
  promptStrength: number;
}

export interface StartPicture extends StartFrom {
  url: string;
  width: number;
  height: number;
}

export const freshRecipe: Recipe = {
  prompt: "",
  shape: "1:1",
  size: 1_024,
  steps: GENERATION.steps.default,
  guidance: GENERATION.guidance.default,
  strength: GENERATION.strength.default,
  seed: 1,
  locked: false,
  count: GENERATION.count.default,
  start: null,
  promptStrength: GENERATION.promptStrength.default,
};

/** Size and time on the canvas together, in words of the studio. */
export const presets = {
  sketch: { label: "Sketch", size: 512, steps: 16 },
  finished: { label: "Finished", size: 1_024, steps: 28 },
  print: { label: "Print", size: 1_440, steps: 36 },
} as const satisfies Record<string, { label: string; size: Size; steps: number }>;
export type Preset = keyof typeof presets;

/** The preset a recipe stands at, if any. */
export const presetOf = ({ size, steps }: Recipe): Preset | "own" =>
  (Object.keys(presets) as Preset[]).find((name) => presets[name].size === size && presets[name].steps === steps) ??
  "own";

const { step, min, max } = GENERATION.side;

/** Pixels of a shape at a size, in the model's own steps. */
export function pixels(shape: Shape, size: Size): { width: number; height: number } {
  const [across, up] = shapes[shape];
  const longer = Math.max(across, up);
  const side = (share: number) => Math.min(max, Math.max(min, Math.round((size * share) / longer / step) * step));
  return { width: side(across), height: side(up) };
}

const nearest = <T>(all: readonly T[], distance: (one: T) => number): T =>
  all.reduce((best, one) => (distance(one) < distance(best) ? one : best));

/** The shape and size that come closest to some pixels. */
export function shapeOf(width: number, height: number): { shape: Shape; size: Size } {
  const ratio = Math.log(width / height);
  const names = Object.keys(shapes) as Shape[];
  return {
    shape: nearest(names, (name) => Math.abs(Math.log(shapes[name][0] / shapes[name][1]) - ratio)),
    size: nearest(sizes, (size) => Math.abs(size - Math.max(width, height))),
  };
}

const within = (value: unknown, range: { min: number; max: number }, otherwise: number): number =>
  typeof value === "number" && Number.isFinite(value) ? Math.min(range.max, Math.max(range.min, value)) : otherwise;

function readStart(kept: unknown): StartPicture | null {
  const { kind, id, url, width, height } = (kept ?? {}) as Partial<Record<keyof StartPicture, unknown>>;
  const whole = typeof id === "string" && typeof url === "string" && Number(width) > 0 && Number(height) > 0;
  if (!whole || (kind !== "input" && kind !== "picture")) return null;
  return { kind, id, url, width: Number(width), height: Number(height) };
}

/** A recipe from what the browser kept, whatever that is: each part that is not in range falls back to the default. */
export function readRecipe(kept: unknown): Recipe {
  const from = (typeof kept === "object" && kept !== null ? kept : {}) as Partial<Record<keyof Recipe, unknown>>;
  const shape = from.shape as Shape;
  const size = from.size as Size;
  return {
    prompt: typeof from.prompt === "string" ? from.prompt.slice(0, 500) : "",
    shape: shape in shapes ? shape : freshRecipe.shape,
    size: sizes.includes(size) ? size : freshRecipe.size,
    steps: Math.round(within(from.steps, GENERATION.steps, freshRecipe.steps)),
    guidance: within(from.guidance, GENERATION.guidance, freshRecipe.guidance),
    strength: within(from.strength, GENERATION.strength, freshRecipe.strength),
    seed: Math.round(within(from.seed, GENERATION.seed, freshRecipe.seed)),
    locked: from.locked === true,
    count: Math.round(within(from.count, GENERATION.count, freshRecipe.count)),
    start: readStart(from.start),
    promptStrength: within(from.promptStrength, GENERATION.promptStrength, freshRecipe.promptStrength),
  };
}

/** The recipe a picture was made by; its seed comes locked. */
export function recipeOf(picture: Generation, count: number): Recipe {
  const { prompt, steps, guidance, strength, seed, width, height, start, startUrl } = picture;
  return {
    prompt,
    ...shapeOf(width, height),
    steps,
    guidance,
    strength,
    seed,
    locked: true,
    count,
    start: start && startUrl ? { ...start, url: startUrl, width, height } : null,
    promptStrength: picture.promptStrength ?? freshRecipe.promptStrength,
  };
}

/** The words of two texts that mean something, in common. */
function overlap(a: string, b: string): number {
  const words = (text: string) => new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
  const [left, right] = [words(a), words(b)];
  return [...left].filter((word) => right.has(word)).length;
}

/** The originals whose captions share the most words with the prompt; upload order decides among equals. */
export function originalsNear<I extends { caption: string | null }>(
  images: readonly I[],
  prompt: string,
  most: number,
): I[] {
  return images
    .map((image, place) => ({ image, place, shared: overlap(image.caption ?? "", prompt) }))
    .sort((a, b) => b.shared - a.shared || a.place - b.place)
    .slice(0, most)
    .map(({ image }) => image);
}

/** Pictures of one batch are born together; a later batch of the same words is not. */
const BORN_WITHIN_MS = 2_000;

/** A variation repaints this much of its picture: what it depicts stays, how it is painted is new. */
export const VARIED = 0.5;

/** Asks for variations of a picture: begun from itself, with new seeds. */
export function variationOf(picture: Generation, count: number): Recipe {
  const { id, thumbnailUrl, width, height } = picture;
  return {
    ...recipeOf(picture, count),
    locked: false,
    start: { kind: "picture", id, url: thumbnailUrl ?? "", width, height },
    promptStrength: VARIED,
  };
}

/** Pictures still before this one in line, and the seconds until it is there, by what the last ones took; null while unknown. */
export function lineOf(all: readonly Generation[], picture: Generation): { ahead: number; seconds: number | null } {
  const open = all.filter(({ status }) => status === "PENDING" || status === "PROCESSING");
  const before = (one: Generation) =>
    one.createdAt < picture.createdAt || (one.createdAt === picture.createdAt && one.id < picture.id);
  const ahead = open.filter(before).length;
  const took = all
    .flatMap(({ startedAt, completedAt, status }) =>
      status === "COMPLETED" && startedAt && completedAt ? [Date.parse(completedAt) - Date.parse(startedAt)] : [],
    )
    .slice(0, 9)
    .sort((a, b) => a - b);
  const usual = took[Math.floor(took.length / 2)];
  return { ahead, seconds: usual === undefined ? null : Math.ceil(((ahead + 1) * usual) / 1_000) };
}

/** The pictures that were asked for together with this one, in the order of their seeds. */
export function batchOf(all: readonly Generation[], picture: Generation): Generation[] {
  const born = Date.parse(picture.createdAt);
  return all
    .filter(
      ({ prompt, trainingId, createdAt }) =>
        prompt === picture.prompt &&
        trainingId === picture.trainingId &&
        Math.abs(Date.parse(createdAt) - born) < BORN_WITHIN_MS,
    )
    .sort((a, b) => a.seed - b.seed);
}

/** "strength 0.85, seed 41, 1024 × 768, 9.1 s" */
export function recipeLine(picture: Generation): string {
  const took =
    picture.startedAt && picture.completedAt
      ? (Date.parse(picture.completedAt) - Date.parse(picture.startedAt)) / 1000
      : undefined;
  const parts = [`strength ${picture.strength}`, `seed ${picture.seed}`, `${picture.width} × ${picture.height}`];
  if (picture.promptStrength !== null) parts.push(`${Math.round(picture.promptStrength * 100)}% painted anew`);
  if (took !== undefined && took > 0) parts.push(took < 100 ? `${took.toFixed(1)} s` : `${Math.round(took / 60)} min`);
  return parts.join(", ");
}
