import * as z from "zod/mini";
import type { Generation } from "./generation.ts";

/** Strengths of a sheet's columns, freest first. */
export const PROOF_STRENGTHS = [0.6, 0.9, 1.2] as const;
/** How often the proofs of one version may be ordered: they cost nothing. */
export const PROOF_ROUNDS = 3;

/** The proofs of one trained version. Sheets of a style have the same rows, so that versions compare. */
export interface ProofSheet {
  trainingId: string;
  rows: { prompt: string; seed: number }[];
  strengths: number[];
  /** Each cell's newest, row by row; null where one was deleted or not ordered. */
  cells: (Generation | null)[];
  /** Orders left for what is missing; 0 also where proofs are turned off. */
  left: number;
  createdAt: string;
}

/** `GET /api/styles/:id/proofs`, newest version first; versions without a sheet have none. */
export interface ProofSheets {
  sheets: ProofSheet[];
  /** Trained versions, newest first; those without a sheet can have one ordered while proofs are on. */
  versions: { trainingId: string; trainedAt: string; steps: number }[];
  /** False where this site makes no proofs. */
  on: boolean;
  /** The strength pictures take by default; null until a proof was chosen. */
  strength: number | null;
  /** The chosen proof. */
  proofId: string | null;
}

/** `POST /api/styles/:id/proofs`: orders what a version's sheet lacks. Default: the newest version. */
export const orderProofsInput = z.object({ trainingId: z.optional(z.string()) });
export type OrderProofsInput = z.input<typeof orderProofsInput>;

/** `PUT /api/styles/:id/proof`: the proof whose strength becomes the style's; null takes the choice back. */
export const chooseProofInput = z.object({ proofId: z.nullable(z.string()) });
export type ChooseProofInput = z.input<typeof chooseProofInput>;

/** The style's choice as it now stands. */
export interface ProofChoice {
  strength: number | null;
  proofId: string | null;
}
