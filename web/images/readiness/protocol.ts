import type { Reason } from "./conversion.ts";
import type { Verdict } from "./judge.ts";
import type { Compared } from "./nearest.ts";
import type { Box } from "./pixels.ts";

/** Every question the page has for the worker, and what it is answered with. Measures stay in the worker. */
export interface Questions {
  /** `source`: the file, or a same-origin address. `width` and `height`: the original's, when the source is a smaller copy of it. */
  check: { ask: { id: string; source: Blob | string; width?: number; height?: number }; answer: Checked };
  /** Judges the pictures that were checked, of those named. */
  judge: { ask: { ids: string[]; meant: string[] }; answer: Verdict };
  /** Lays proofs beside originals; all of them were checked before. */
  compare: { ask: { proofs: string[]; originals: string[]; pairs: [string, string][] }; answer: Compared };
  /** Answers null for a file that can go as it is. */
  convert: { ask: { file: File }; answer: Converted | null };
  crop: { ask: { source: Blob | string; box: Box }; answer: Blob };
}

export type Checked = "measured" | "unreadable";

export type Converted =
  | { done: true; file: Blob; name: string; reason: Reason; word: string }
  | { done: false; reason: Reason; word: string };

export type Kind = keyof Questions;

export type Ask =
  | { [K in Kind]: { turn: number; kind: K } & Questions[K]["ask"] }[Kind]
  | { kind: "stop"; turn: number }
  | { kind: "rename"; from: string; to: string }
  | { kind: "forget"; ids: string[] };

export type Tell =
  | { [K in Kind]: { turn: number; kind: K; answer: Questions[K]["answer"] } }[Kind]
  | { turn: number; kind: "failed"; reason: "unable" | "network" | "broken" };
