import type { Training, TrainingStage } from "#contract/training";
import { spell } from "../ui/say.ts";

/** What the machine is at, in studio words; each is a reason to wait. */
export const stageWords: Record<TrainingStage, { line: string; reason: string }> = {
  waiting: { line: "In line", reason: "Your training is next for a free machine." },
  starting: { line: "Waking a machine", reason: "A machine is being started for you." },
  downloading: { line: "Carrying pictures", reason: "Your pictures and captions are on their way to the machine." },
  extracting: { line: "Unpacking", reason: "Your pictures are being unpacked." },
  captioning: { line: "Reading captions", reason: "Your captions are being read." },
  loading: { line: "Setting up", reason: "The machine is setting up its brushes." },
  caching: { line: "Looking closely", reason: "Every picture is looked at once before it begins." },
  training: { line: "Learning", reason: "It is learning from your pictures." },
  packaging: { line: "Almost done", reason: "It has learned. The style is being packed." },
  keeping: { line: "Almost done", reason: "It has learned. The style is being put in your studio." },
  proofing: { line: "Painting a proof", reason: "It paints one test picture, so that trained means it works." },
};

export interface Clock {
  /** The large words, and the quieter ones after them. */
  line: string;
  quiet: string;
  /** The reason to wait when there is no time to tell. */
  reason: string;
  /** When it will be done by its own speed; Unix milliseconds. */
  finishAt: number | null;
  /** The steps are done; what is left has no clock but is short. */
  ending: boolean;
  /** Past the deadline: what was held is given back by itself. */
  late: boolean;
  /** The own speed says that the deadline will be missed. */
  tooSlow: boolean;
}

/**
 * What to say of a running training at `now`. Its remaining seconds were true at `heardAt` and run down from there.
 * Both in Unix milliseconds.
 */
export function readClock(training: Training, heardAt: number, now: number): Clock {
  const deadline = Date.parse(training.deadlineAt);
  const words = stageWords[training.stage ?? "waiting"];
  const late = now > deadline;
  const remaining = training.estimatedTimeRemaining;
  const finishAt = remaining === null || training.stage !== "training" ? null : heardAt + remaining * 1000;
  const ending = training.stage === "packaging" || training.stage === "keeping" || training.stage === "proofing";
  const base = { reason: words.reason, finishAt, ending, late, tooSlow: finishAt !== null && finishAt > deadline };
  if (late) return { ...base, line: "Late", quiet: "" };
  if (finishAt === null) return { ...base, line: words.line, quiet: "" };
  const left = (finishAt - now) / 1000;
  if (left < 5) return { ...base, line: "Almost done", quiet: "" };
  return { ...base, line: left < 10 ? "Under 10 s" : `About ${spell(left)}`, quiet: "left" };
}

/** "1.08 steps a second", or per step when it is slow: "2.4 s a step". */
export function speedWords(stepsPerSecond: number): string {
  if (stepsPerSecond >= 100) return `${Math.round(stepsPerSecond)} steps a second`;
  if (stepsPerSecond >= 1) return `${Number(stepsPerSecond.toPrecision(3))} steps a second`;
  return `${Number((1 / stepsPerSecond).toPrecision(2))} s a step`;
}

export interface Axis {
  /** All 0–1 of the axis' length; null when unknown or not on it. */
  now: number;
  finish: number | null;
  refund: number;
  /** The stretch before the refund is cut short, since it is far away. */
  broken: boolean;
  /** Unix milliseconds at the left end, and how many of them one length holds before any cut. */
  start: number;
  span: number;
}

/** Where another moment stands on the axis, 0–1; what lies beyond a cut stands at it. */
export const placeOn = ({ start, span, broken }: Axis, at: number): number =>
  Math.max(0, Math.min(broken ? CUT_AT : 1, (at - start) / span));

/** How far the refund may stand from the expected end, as a multiple of it, before the axis is cut. */
const FAR = 2.5;
/** Where things end on a cut axis, before the cut. */
const CUT_AT = 0.86;

/** Where *now*, the expected end and the refund stand on the time axis. Unix milliseconds in. */
export function axis(start: number, now: number, finish: number | null, deadline: number): Axis {
  const end = Math.max(finish ?? now, now, start + 1);
  // Without an expected end a cut axis would make *now* look like progress.
  const broken = finish !== null && deadline - start > (end - start) * FAR;
  const span = broken ? ((end - start) * 1.25) / CUT_AT : Math.max(deadline, end) - start;
  const place = (at: number) => (at - start) / span;
  const clamp = (share: number) => Math.max(0, Math.min(1, share));
  return {
    now: clamp(place(now)),
    finish: finish === null ? null : clamp(place(finish)),
    refund: broken ? 0.97 : clamp(place(deadline)),
    broken,
    start,
    span,
  };
}
