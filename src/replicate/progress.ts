import type { LossPoint, TrainingStage } from "../contract/training.ts";

/** The stages a trainer's log can tell, in their order. */
export const logStages = [
  "starting",
  "downloading",
  "extracting",
  "captioning",
  "loading",
  "caching",
  "training",
  "packaging",
] as const satisfies readonly TrainingStage[];
export type LogStage = (typeof logStages)[number];

export interface TrainingProgress {
  stage: LogStage;
  /** 0 before the first step. */
  step: number;
  /** The steps asked for. */
  total: number;
  stepsPerSecond: number | null;
  /** Seconds, as the trainer's bar says; null until it does. */
  remaining: number | null;
  learningRate: number | null;
  /** Every loss seen, one point per step, oldest first. */
  loss: LossPoint[];
  /** Pictures the trainer really found, after it dropped what it cannot read. */
  pictures: number | null;
}

/** A bar with the job's name before it: the bare bars of image preparation and latents have none, or blanks in theirs. */
const bar =
  /^\s*[\w.-]+:\s*\d{1,3}%\|[^|]*\|\s*(\d+)\/(\d+)\s*\[(\d+(?::\d+)+)<(\d+(?::\d+)+|\?),\s*([\d.]+|\?)\s*(it\/s|s\/it)(?:,\s*lr:\s*([\d.e+-]+)\s+loss:\s*([\d.e+-]+))?/;

const marks: [LogStage, RegExp][] = [
  ["downloading", /\[ Initiating \]|Downloading|Downloaded/],
  ["extracting", /^Extracted \d+ files? from zip/],
  ["captioning", /^Caption for |is already captioned|^Captioning/],
  ["loading", /^Starting train job|^# Running job|^Loading |^Quantizing |^create LoRA network/],
  [
    "caching",
    /^Dataset: |Preprocessing image dimensions|^\s*-?\s*Found \d+ images|^Bucket sizes|buckets made$|^Caching latents/,
  ],
  ["packaging", /^Saved to output\/|^output\/[\w.-]+\/(?:lora\.safetensors|config\.yaml|captions\/)/],
];

/**
 * Reads the log of a LoRA trainer, whole, as often as it comes: the last bar wins and a stage never walks back.
 * Only a bar over exactly `totalSteps` counts, since preparing 20 pictures draws 20/20 bars of its own.
 */
export function readProgress(logs: string | null | undefined, totalSteps: number): TrainingProgress {
  const progress: TrainingProgress = {
    stage: "starting",
    step: 0,
    total: totalSteps,
    stepsPerSecond: null,
    remaining: null,
    learningRate: null,
    loss: [],
    pictures: null,
  };
  for (const line of (logs ?? "").split(/\r\n|\r|\n/)) {
    const match = bar.exec(line);
    if (match) readBar(progress, match);
    else readMark(progress, line);
  }
  return progress;
}

function readBar(progress: TrainingProgress, match: RegExpExecArray): void {
  const [, done, total, , left, rate, unit, learningRate, loss] = match;
  const step = Number(done);
  if (Number(total) !== progress.total || step > progress.total) return;
  progress.step = step;
  reach(progress, step === progress.total ? "packaging" : "training");
  const speed = Number(rate);
  if (speed > 0) progress.stepsPerSecond = unit === "it/s" ? speed : 1 / speed;
  if (left !== undefined && left !== "?") progress.remaining = seconds(left);
  if (Number.isFinite(Number(learningRate))) progress.learningRate = Number(learningRate);
  const value = Number(loss);
  if (!Number.isFinite(value)) return;
  while ((progress.loss.at(-1)?.step ?? -1) >= step) progress.loss.pop();
  progress.loss.push({ step, loss: value });
}

function readMark(progress: TrainingProgress, line: string): void {
  const found = /^\s*-?\s*Found (\d+) images/.exec(line);
  if (found) progress.pictures = Number(found[1]);
  for (const [stage, mark] of marks) if (mark.test(line)) reach(progress, stage);
}

function reach(progress: TrainingProgress, stage: LogStage): void {
  if (logStages.indexOf(stage) > logStages.indexOf(progress.stage)) progress.stage = stage;
}

/** `43:27` and `1:02:03` to seconds. */
function seconds(clock: string): number {
  return clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}
