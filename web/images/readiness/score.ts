import { MIN_IMAGES } from "#contract/styles";
import { count } from "../../ui/say.ts";
import type { Finding, Quality } from "./finding.ts";
import type { Measures } from "./measure.ts";
import { layoutLikeness } from "./spread.ts";

const atLeastZero = (share: number) => Math.max(0, Math.min(1, share));

/** What one picture in trouble costs its quality, in shares of the set: two blurred in twenty cost half of Sharpness. */
const COST = { twins: 6, blurred: 5, small: 2, tiny: 4, border: 5, stretched: 2 };

/** @param set the readable of `total` pictures. */
export function qualitiesOf(set: readonly Measures[], total: number, findings: readonly Finding[]): Quality[] {
  const many = Math.max(1, total);
  const those = (test: (finding: Finding) => boolean) =>
    findings.filter(test).reduce((sum, { imageIds }) => sum + imageIds.length, 0);
  const blurred = those(({ kind }) => kind === "blurred");
  const small = those(({ kind, severity }) => kind === "small" && severity === "hint");
  const tiny = those(({ kind, severity }) => kind === "small" && severity === "warns");
  const border = those(({ kind }) => kind === "border");
  const stretched = those(({ kind }) => kind === "stretched");
  const extra = findings.reduce((sum, { kind, imageIds }) => sum + (kind === "twins" ? imageIds.length - 1 : 0), 0);
  const seen = set.filter(({ edges }) => edges !== null).length;
  const alike = findings.some(({ kind }) => kind === "same-layout") ? layoutLikeness(set) : null;
  const of = (good: number, all = total) => `${good} of ${all}`;
  return [
    {
      name: "Number",
      share: total < MIN_IMAGES ? (0.85 * total) / MIN_IMAGES : Math.min(1, 0.85 + (total - MIN_IMAGES) * 0.03),
      value: `${total}`,
    },
    {
      name: "Sharpness",
      share: atLeastZero(1 - (COST.blurred * blurred) / many),
      value: seen === 0 && total > 0 ? "cannot tell" : of(seen - blurred, seen),
    },
    {
      name: "Size",
      share: atLeastZero(1 - (COST.small * small + COST.tiny * tiny) / many),
      value: of(total - small - tiny),
    },
    {
      name: "Edges",
      share: atLeastZero(1 - (COST.border * border + COST.stretched * stretched) / many),
      value: border > 0 ? count(border, "border") : stretched > 0 ? `${stretched} very long` : "clean",
    },
    {
      name: "Subjects",
      share: alike === null ? 1 : atLeastZero(1 - (alike - 0.45) * 1.6),
      value: alike === null ? "varied" : "alike",
    },
    {
      name: "Repetition",
      share: atLeastZero(1 - (COST.twins * extra) / many),
      value: extra === 0 ? "none" : count(extra, "twin"),
    },
  ];
}

/** Add up to 1. Sharpness and repetition weigh most: a blurred picture teaches blur, a twin teaches one picture twice as hard. */
const WEIGHT = { Number: 0.15, Sharpness: 0.25, Size: 0.15, Edges: 0.15, Subjects: 0.1, Repetition: 0.2 };

export function scoreOf(qualities: readonly Quality[], total: number, unreadable: number): number {
  const quality = qualities.reduce((sum, { name, share }) => sum + WEIGHT[name] * share, 0);
  return Math.round(100 * quality * Math.min(1, total / MIN_IMAGES) * (1 - unreadable / Math.max(1, total)));
}
