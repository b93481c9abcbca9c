import type { Box } from "./pixels.ts";

export type FindingKind =
  | "too-few"
  | "too-many"
  | "unreadable"
  | "twins"
  | "blurred"
  | "small"
  | "border"
  | "stretched"
  | "faint"
  | "same-layout"
  | "colours-apart";

/** `blocks`: cannot be trained so. `warns`: costs quality. `hint`: may well be meant. */
export type Severity = "blocks" | "warns" | "hint";

export interface Crop {
  imageId: string;
  /** What stays, shares of width and height, 0–1. */
  box: Box;
}

export type Fix =
  | { kind: "remove"; label: string; imageIds: string[] }
  | { kind: "crop"; label: string; crops: Crop[] }
  | { kind: "replace"; label: string; imageId: string };

export interface Finding {
  /** Stable while the same pictures have the same trouble, so that "it is meant so" can be remembered. */
  key: string;
  kind: FindingKind;
  /** Of twins the one to keep comes first. */
  imageIds: string[];
  severity: Severity;
  sentence: string;
  /** One word or two for the chip on the picture, in the order of `imageIds`. */
  chips: string[];
  fix?: Fix;
}

/** One line of the panel: how far one quality goes, 0–1, and its measured value in words. */
export interface Quality {
  name: "Number" | "Sharpness" | "Size" | "Edges" | "Subjects" | "Repetition";
  share: number;
  value: string;
}

export const keyOf = (kind: FindingKind, imageIds: readonly string[]): string => [kind, ...imageIds].join(" ");

/** What more pictures than this share is said of the set, once, and not on each of them. */
const COMMON = 0.5;
/** Among so few nothing is common yet. */
const FEW = 4;

/** The chip of each picture; of several the first finding's, which is the gravest. @param total pictures in the set. */
export function chipsOf(
  findings: readonly Finding[],
  total: number,
): Map<string, { label: string; kind: FindingKind }> {
  const chips = new Map<string, { label: string; kind: FindingKind }>();
  const common = (kind: FindingKind) =>
    new Set(findings.flatMap((finding) => (finding.kind === kind ? finding.imageIds : []))).size > total * COMMON;
  for (const { kind, imageIds, chips: labels } of findings) {
    if (total > FEW && common(kind)) continue;
    imageIds.forEach((id, at) => {
      const label = labels[at];
      if (label !== undefined && !chips.has(id)) chips.set(id, { label, kind });
    });
  }
  return chips;
}

/** One act for several groups of twins: the best of each stays. Undefined where one group's own act does it. */
export function keepOneOfEach(findings: readonly Finding[]): Finding | undefined {
  const groups = findings.filter(({ kind, fix }) => kind === "twins" && fix?.kind === "remove");
  if (groups.length < 2) return undefined;
  const imageIds = groups.flatMap(({ fix }) => (fix?.kind === "remove" ? fix.imageIds : []));
  return {
    key: keyOf("twins", imageIds),
    kind: "twins",
    severity: "warns",
    imageIds,
    chips: [],
    sentence: `${groups.length} pictures hang more than once`,
    fix: { kind: "remove", label: "Keep one of each", imageIds },
  };
}
