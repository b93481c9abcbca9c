import * as z from "zod/mini";

/** A Worker makes at most 1,000 calls a run, and each picture takes one or two. */
export const MANY_MAX = 400;

export const patchGenerationInput = z.object({ favourite: z.boolean() });
export type PatchGenerationInput = z.input<typeof patchGenerationInput>;

/** Ids that are not the artist's own pictures are passed over; when none is left, the answer is 404. */
export const manyInput = z.object({
  ids: z
    .array(z.string())
    .check(z.minLength(1, "Choose a picture."), z.maxLength(MANY_MAX, `Choose at most ${MANY_MAX} pictures at once.`)),
});
export type ManyInput = z.input<typeof manyInput>;

/** `POST /api/generations/bin`: out of every list at once, deleted for good at `dueAt` unless restored before. */
export interface Binned {
  ids: string[];
  dueAt: string;
}

/** `POST /api/generations/restore`. */
export interface Restored {
  ids: string[];
}

/** `POST /api/generations/zip`: a link that streams the pictures and a `recipes.json`. */
export interface Bundle {
  url: string;
  pictures: number;
  expiresAt: string;
}

export const shareInput = z.object({
  /** Shows the artist's words under the picture; otherwise the page shows the picture alone. */
  withPrompt: z.optional(z.boolean()),
  /** Lets search engines find the page. */
  listed: z.optional(z.boolean()),
});
export type ShareInput = z.input<typeof shareInput>;

/** A picture's public page. Sharing again changes what it shows and keeps its address; revoking makes the address dead for ever. */
export interface Share {
  url: string;
  withPrompt: boolean;
  listed: boolean;
  createdAt: string;
}
