import { MIN_IMAGES } from "#contract/styles";
import { faults, type Unreadable } from "./faults.ts";
import type { Finding, Quality } from "./finding.ts";
import type { Measures } from "./measure.ts";
import { type Colour, palette } from "./palette.ts";
import { qualitiesOf, scoreOf } from "./score.ts";
import { type Known, twins } from "./twins.ts";

export interface Verdict {
  /** 0–100. */
  score: number;
  /** What it would be after every fix that is offered; null when no fix would raise it. */
  after: number | null;
  /** How many pictures would be missing to train after every fix. */
  missingAfter: number;
  blocked: boolean;
  findings: Finding[];
  qualities: Quality[];
  /** The colours it will learn, dark to light. */
  palette: Colour[];
  judged: number;
}

export interface JudgeOptions {
  /** Keys of findings the artist called meant: they neither cost nor appear. */
  meant?: ReadonlySet<string>;
  known?: Known;
}

/**
 * Judges a set before anything is paid: what each picture and the whole lack, and a score. Only what cannot be trained blocks.
 * The score is 100 × Σ weight × share of the qualities, times the filled part of the twenty that are needed.
 */
export function judge(pictures: readonly (Measures | Unreadable)[], options: JudgeOptions = {}): Verdict {
  const { meant = new Set<string>(), known = new Map() } = options;
  const set = pictures.filter((picture): picture is Measures => !("unreadable" in picture));
  const lost = pictures.filter((picture): picture is Unreadable => "unreadable" in picture);
  const groups = twins(set, known);
  const findings = faults(set, lost, groups).filter(({ key, severity }) => severity === "blocks" || !meant.has(key));
  const qualities = qualitiesOf(set, pictures.length, findings);
  const score = scoreOf(qualities, pictures.length, lost.length);
  const gone = new Set(findings.flatMap(({ fix }) => (fix?.kind === "remove" ? fix.imageIds : [])));
  const left = pictures.length - gone.size;
  const open = findings.filter(({ fix, kind }) => fix === undefined && kind !== "too-few");
  const mended = qualitiesOf(
    set.filter(({ id }) => !gone.has(id)),
    left,
    open,
  );
  const after = scoreOf(mended, left, 0);
  return {
    score,
    after: after > score ? after : null,
    missingAfter: Math.max(0, MIN_IMAGES - left),
    blocked: findings.some(({ severity }) => severity === "blocks"),
    findings,
    qualities,
    palette: palette(set.map(({ colours }) => colours)),
    judged: set.length,
  };
}
