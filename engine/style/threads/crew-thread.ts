import { parentPort } from "node:worker_threads";
import { DictionaryLearner } from "../learn/dictionary.ts";
import { prepare } from "../learn/specimen.ts";
import type { Sheet } from "../paint/atlas.ts";
import type { Canvas } from "../paint/canvas.ts";
import { layExemplar } from "../paint/laying.ts";
import { type Matching, matchBand } from "../paint/patch-match.ts";
import { type Voting, voteBand } from "../paint/voting.ts";
import type { Raster } from "../pixels/raster.ts";
import type { Exemplar } from "../style.ts";
import { reclaim } from "./reclaim.ts";

export type Order = { name: keyof Works; input: unknown };
export type Answer = { result: unknown } | { error: string };
export type Works = typeof works;

/** A key of one scale of a job's lesson. */
const lesson = ({ job, scale }: { job: number; scale: number }): string => `${job}/${scale}`;

const learners = new Map<string, DictionaryLearner>();
const canvases = new Map<number, Canvas>();

const works = {
  prepare: ({ name, bytes, caption }: { name: string; bytes: Uint8Array; caption: string | null }) =>
    prepare(name, bytes, caption),

  startDictionary: (input: {
    job: number;
    pictures: Raster[];
    scale: number;
    words: number;
    steps: number;
    seed: number;
  }) => {
    const { pictures, scale, words, steps, seed } = input;
    learners.set(lesson(input), new DictionaryLearner(pictures, scale, words, steps, seed));
  },

  /** Goes on to the given step; answers the loss there. */
  advanceDictionary: (input: { job: number; scale: number; step: number }) => {
    const learner = learners.get(lesson(input))!;
    learner.advance(input.step);
    return learner.loss();
  },

  finishDictionary: (input: { job: number; scale: number }) => {
    const dictionary = learners.get(lesson(input))!.finish();
    learners.delete(lesson(input));
    return dictionary;
  },

  /** Leaves nothing behind: at 1440 px an exemplar's planes take 100 MB, and every thread would carry the last's along. */
  lay: async ({ exemplar, sheets, at }: { exemplar: Exemplar; sheets: Sheet[]; at: number }) => {
    await layExemplar(exemplar, sheets, at);
    reclaim();
  },

  /** The canvas that the job's `match` and `vote` work on; its arrays are shared. */
  openCanvas: ({ job, canvas }: { job: number; canvas: Canvas }) => {
    canvases.set(job, canvas);
  },

  match: ({ job, matching }: { job: number; matching: Matching }) => matchBand(canvases.get(job)!, matching),

  vote: ({ job, voting }: { job: number; voting: Voting }) => voteBand(canvases.get(job)!, voting),

  /** Lets go of what is left of a job. */
  forget: ({ job }: { job: number }) => {
    canvases.delete(job);
    for (const key of learners.keys()) if (key.startsWith(`${job}/`)) learners.delete(key);
    reclaim();
  },
};

parentPort?.on("message", async ({ name, input }: Order) => {
  try {
    const work = works[name] as (input: unknown) => unknown;
    parentPort?.postMessage({ result: await work(input) } satisfies Answer);
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) } satisfies Answer);
  }
});
