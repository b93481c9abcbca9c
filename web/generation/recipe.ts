import { GENERATION, type Generation } from "#contract/generation";

/** Width to height. */
export const shapes = {
  "1:1": [1, 1],
  "3:2": [3, 2],
  "4:3": [4, 3],
  "2:3": [2, 3],
  "16:9": [16, 9],
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
};

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
  };
}

/** The recipe a picture was made by; its seed comes locked. */
export function recipeOf(picture: Generation, count: number): Recipe {
  const { prompt, steps, guidance, strength, seed } = picture;
  return { prompt, ...shapeOf(picture.width, picture.height), steps, guidance, strength, seed, locked: true, count };
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

/** Sentences to begin with: the artist's own captions, the shorter ones first to be read at a glance. */
export function suggestions(images: readonly { caption: string | null }[], most: number): string[] {
  const captions = images.flatMap(({ caption }) =>
    caption && caption.length <= 60 ? [caption.replaceAll("\n", " ")] : [],
  );
  return [...new Set(captions)].slice(0, most);
}

/** Pictures of one batch are born together; a later batch of the same words is not. */
const BORN_WITHIN_MS = 2_000;

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
  if (took !== undefined && took > 0) parts.push(took < 100 ? `${took.toFixed(1)} s` : `${Math.round(took / 60)} min`);
  return parts.join(", ");
}

/** A file name a person finds again: style, first words, seed. The ending is that of the address. */
export function fileName(style: string, picture: Generation): string {
  const plain = (text: string) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "");
  const ending = /\.(png|jpe?g|webp)(?:\?|$)/i.exec(picture.outputUrl ?? "")?.[1]?.toLowerCase() ?? "png";
  const words = plain(picture.prompt).split("-").slice(0, 6).join("-");
  const name = [plain(style), words, picture.seed].filter((part) => part !== "").join("-");
  return `${name}.${ending}`;
}
