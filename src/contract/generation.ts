import * as z from "zod/mini";
import { GENERATION, PROMPT_MAX } from "./bounds.ts";
import { prose } from "./text.ts";

export const generationStatuses = ["PENDING", "PROCESSING", "COMPLETED", "FAILED", "CANCELED"] as const;
export const purposes = ["PICTURE", "PROOF"] as const;
export type GenerationPurpose = (typeof purposes)[number];
export type GenerationStatus = (typeof generationStatuses)[number];

export { GENERATION } from "./bounds.ts";

const whole = (range: { min: number; max: number }) => {
  const sentence = `Use a whole number from ${range.min} to ${range.max}.`;
  return z.int(sentence).check(z.gte(range.min, sentence), z.lte(range.max, sentence));
};
const real = (range: { min: number; max: number }) => {
  const sentence = `Use a number from ${range.min} to ${range.max}.`;
  return z.number(sentence).check(z.gte(range.min, sentence), z.lte(range.max, sentence));
};

/** seed.md's guidance (1–20) is wider than the model's: values above its 10 are refused with the range in a sentence. */
export const generateInput = z.object({
  styleId: z.string(),
  prompt: prose(1, PROMPT_MAX),
  /** Accepted for the contract's sake; FLUX versions take none, so it is named in `ignored`. */
  negativePrompt: z.optional(z.nullable(prose(0, PROMPT_MAX))),
  /** Rounded up to a multiple of 16, as the model does. */
  width: z.optional(whole(GENERATION.side)),
  height: z.optional(whole(GENERATION.side)),
  steps: z.optional(whole(GENERATION.steps)),
  guidance: z.optional(real(GENERATION.guidance)),
  /** How much of the learned style: 1 as trained, 0 almost none, up to 1.5 stronger. */
  strength: z.optional(real(GENERATION.strength)),
  /** The first picture's seed; the next of a batch take seed + 1, … . Random when absent or null. */
  seed: z.optional(z.nullable(whole(GENERATION.seed))),
  count: z.optional(whole(GENERATION.count)),
  /** Begins from a picture; the result takes its shape, so width and height are then ignored. */
  start: z.optional(z.nullable(z.object({ kind: z.enum(["input", "picture"]), id: z.string() }))),
  /** How much of that picture is painted anew: 0 keeps it, 1 forgets it. */
  promptStrength: z.optional(real(GENERATION.promptStrength)),
});
/** An uploaded picture, or one that was painted in this style. */
export interface StartFrom {
  kind: "input" | "picture";
  id: string;
}

/** `PUT /api/styles/:id/input`: a picture to begin from, kept for a day or as long as something began from it. */
export interface StartInput {
  id: string;
  url: string;
  width: number;
  height: number;
}

export type GenerateInput = z.input<typeof generateInput>;

export interface Generation {
  id: string;
  styleId: string;
  /** The version that painted it. */
  trainingId: string;
  status: GenerationStatus;
  /** A PROOF cost nothing and is in lists that ask for it alone. */
  purpose: GenerationPurpose;
  prompt: string;
  negativePrompt: string | null;
  outputType: "IMAGE";
  outputUrl: string | null;
  thumbnailUrl: string | null;
  width: number;
  height: number;
  steps: number;
  guidance: number;
  strength: number;
  /** The seed really used, known from birth. */
  seed: number;
  /** 0–100 while PROCESSING, null when the provider says nothing. */
  progress: number | null;
  /** The picture it began from, and its thumbnail; null where it began from words alone. */
  start: StartFrom | null;
  startUrl: string | null;
  promptStrength: number | null;
  errorMessage: string | null;
  createdAt: string;
  startedAt: string | null;
  completedAt: string | null;
  deadlineAt: string;
  rev: number;
}

/** `POST /api/generate`, 202. */
export interface GenerateAccepted {
  generationId: string;
  generationIds: string[];
  status: GenerationStatus;
  /** Seconds, the median of this deployment's finished pictures; null while there is none. */
  estimatedTime: number | null;
  ignored?: string[];
}

/** Number() alone reads "0x10", "1e1" and " 5 " too. */
const decimal = (text: string) => (/^\d{1,10}$/.test(text) ? Number(text) : Number.NaN);

/** A picture with what its owner did to it: lists and single answers carry this, frames the bare {@link Generation}. */
export interface GalleryPicture extends Generation {
  favourite: boolean;
  /** A WebP of a few pixels in base64, to show blurred until the picture is here; null for one that is not kept yet. */
  preview: string | null;
  /** The address of the picture's share page; null while it is private. */
  shareUrl: string | null;
}

export const pictureShapes = ["tall", "square", "wide"] as const;
export type PictureShape = (typeof pictureShapes)[number];

const digits = (range: { min: number; max: number }) => z.pipe(z.string(), z.pipe(z.transform(decimal), whole(range)));
const flag = z.pipe(
  z.enum(["true", "false"]),
  z.transform((text) => text === "true"),
);
const instant = z.pipe(
  z.string(),
  z.pipe(
    z.transform((text: string) => (/^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN)),
    z.number("Use a time such as 2026-11-22T14:00:00Z."),
  ),
);

/** A place in a list, opaque to the page: a number in base 36 and an id. */
const CURSOR = /^[0-9a-z]{1,11}-[0-9a-z]{1,64}$/;

/** Everything that is given must be true of a picture. */
export const listGenerationsQuery = z.object({
  styleId: z.optional(z.string()),
  status: z.optional(z.enum(generationStatuses)),
  /** Each word must begin a word of the prompt. */
  search: z.optional(prose(0, PROMPT_MAX)),
  /** The whole prompt, to the letter: the takes of one wish. */
  prompt: z.optional(prose(1, PROMPT_MAX)),
  seed: z.optional(digits(GENERATION.seed)),
  /** Pixels of the longer side. */
  size: z.optional(digits(GENERATION.side)),
  shape: z.optional(z.enum(pictureShapes)),
  favourite: z.optional(flag),
  /** Asked for at this time or later, and before that one. */
  from: z.optional(instant),
  to: z.optional(instant),
  /** Asks how many there are in all. */
  total: z.optional(flag),
  /** PICTURE when absent. */
  purpose: z.optional(z.enum(purposes)),
  cursor: z.optional(z.string().check(z.regex(CURSOR, "Use the nextCursor of the page before."))),
  limit: z.optional(digits({ min: 1, max: 100 })),
});
export type ListGenerationsQuery = z.output<typeof listGenerationsQuery>;

/** Newest first. `nextCursor` is null on the last page; `total` is null unless it was asked for. */
export interface GenerationList {
  generations: GalleryPicture[];
  nextCursor: string | null;
  total: number | null;
}
