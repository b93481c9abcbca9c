import { MAX_IMAGES, MIN_IMAGES } from "#contract/styles";
import { count } from "../../ui/say.ts";
import { type Finding, type Fix, keyOf } from "./finding.ts";
import type { Measures } from "./measure.ts";
import { colourSpread, layoutLikeness, median } from "./spread.ts";

/**
 * ‰ of the long side. Blurring by 4 ‰ crosses it in all of five invented hands (1.33 at the least, measured at 512 px); sharp
 * oil, ink and flat art measure 0, wet washes up to 1.2.
 */
export const BLURRED = 1.3;
/** Times the set's median: where all are soft, softness is the hand. */
export const SOFTER = 1.6;
/** Pixels of the short side. Trainers work at 512 to 1,024 px; below 768 they enlarge for most of it, below 512 always. */
export const SMALL = 768;
export const TINY = 512;
/** Long side by short side. Trainers sort into shapes up to about 2 : 1 and cut off the rest. */
export const LONG = 2.2;
export const STRIP = 3;
/** L*: a photograph taken in fog or shade. Also less than half of the set's own median, since some hands are pale. */
export const FAINT = 22;
/** Median correlation of the masses. */
export const SAME_LAYOUT = 0.65;

/** A picture of the set that could not be read. */
export interface Unreadable {
  id: string;
  unreadable: true;
}

const short = ({ width, height }: Measures) => Math.min(width, height);

type Draft = Omit<Finding, "key">;
const one = ({ id }: Measures, draft: Omit<Draft, "imageIds" | "chips"> & { chip: string }): Draft => {
  const { chip, ...rest } = draft;
  return { ...rest, imageIds: [id], chips: [chip] };
};
const leaveOut = (...imageIds: string[]): Fix => ({ kind: "remove", label: "Leave out", imageIds });

function numbers(total: number): Draft[] {
  const none = { imageIds: [], chips: [], severity: "blocks" as const };
  if (total < MIN_IMAGES) {
    const sentence = `${count(MIN_IMAGES - total, "more picture")} and it can be trained.`;
    return [{ ...none, kind: "too-few", sentence }];
  }
  if (total > MAX_IMAGES) {
    return [{ ...none, kind: "too-many", sentence: `${total} of ${MAX_IMAGES}. More would not teach it more.` }];
  }
  return [];
}

function same(groups: Measures[][]): Draft[] {
  return groups.map((group) => {
    const [keep, ...rest] = group;
    const [second] = rest;
    const sharper = (second?.edges ?? 0) - (keep?.edges ?? 0) > 0.4;
    const larger = keep && second && short(keep) > short(second) * 1.1;
    const other = sharper ? "Softer" : larger ? "Smaller" : "Twin";
    const label = sharper ? "Keep sharper" : larger ? "Keep larger" : "Keep one";
    return {
      kind: "twins",
      severity: "warns",
      imageIds: group.map(({ id }) => id),
      chips: ["Twin", ...rest.map(() => other)],
      sentence: group.length === 2 ? "Two look the same" : `${group.length} look the same`,
      fix: { kind: "remove", label, imageIds: rest.map(({ id }) => id) },
    };
  });
}

function softness(set: readonly Measures[]): Draft[] {
  const known = set.flatMap(({ edges }) => (edges === null ? [] : [edges]));
  const limit = Math.max(BLURRED, SOFTER * median(known));
  return set
    .filter(({ edges }) => edges !== null && edges > limit)
    .map((measures) =>
      one(measures, {
        kind: "blurred",
        severity: "warns",
        sentence: "Blurred, or softer than your others",
        chip: "Blurred",
        fix: leaveOut(measures.id),
      }),
    );
}

function single(measures: Measures, typicalRange: number): Draft[] {
  const { id, width, height, range, inside } = measures;
  const found: Draft[] = [];
  const side = short(measures);
  const shape = Math.max(width, height) / side;
  if (side < SMALL) {
    const tiny = side < TINY;
    found.push(
      one(measures, {
        kind: "small",
        severity: tiny ? "warns" : "hint",
        sentence: `${side} px, under ${tiny ? TINY : SMALL}`,
        chip: `${side} px, small`,
        fix: { kind: "replace", label: "Replace", imageId: id },
      }),
    );
  }
  if (inside) {
    const fix: Fix = { kind: "crop", label: "Crop it", crops: [{ imageId: id, box: inside }] };
    found.push(
      one(measures, {
        kind: "border",
        severity: "warns",
        sentence: "A border it would learn to paint",
        chip: "Border",
        fix,
      }),
    );
  }
  if (shape > LONG) {
    const strip = shape > STRIP;
    found.push(
      one(measures, {
        kind: "stretched",
        severity: strip ? "warns" : "hint",
        sentence: `${shape.toFixed(1)} times as long as it is wide, its ends get cut`,
        chip: width > height ? "Very wide" : "Very tall",
        ...(strip ? { fix: leaveOut(id) } : {}),
      }),
    );
  }
  if (range < FAINT && range < typicalRange / 2) {
    found.push(
      one(measures, {
        kind: "faint",
        severity: "hint",
        sentence: "Paler than your others",
        chip: "Pale",
        fix: leaveOut(id),
      }),
    );
  }
  return found;
}

/** More alike findings than this are told as one. */
const MANY = 3;

const together: Partial<Record<Draft["kind"], (many: number, severity: Draft["severity"]) => string>> = {
  blurred: (many) => `${many} are blurred, or softer than your others`,
  small: (many, severity) => `${many} are under ${severity === "warns" ? TINY : SMALL} px`,
  border: (many) => `${many} have a border it would learn to paint`,
  stretched: (many) => `${many} are very long, their ends get cut`,
  faint: (many) => `${many} are paler than your others`,
};

function allFixes(fixes: readonly Fix[]): Fix | undefined {
  const removed = fixes.flatMap((fix) => (fix.kind === "remove" ? fix.imageIds : []));
  const crops = fixes.flatMap((fix) => (fix.kind === "crop" ? fix.crops : []));
  if (removed.length > 0) return { kind: "remove", label: `Leave out ${removed.length}`, imageIds: removed };
  return crops.length > 0 ? { kind: "crop", label: `Crop all ${crops.length}`, crops } : undefined;
}

/** One finding of a kind instead of a list of the same sentence. */
function grouped(drafts: readonly Draft[]): Draft[] {
  const out: Draft[] = [];
  for (const draft of drafts) {
    const sentence = together[draft.kind];
    const same = drafts.filter(({ kind, severity }) => kind === draft.kind && severity === draft.severity);
    if (!sentence || same.length <= MANY) out.push(draft);
    else if (same[0] === draft) {
      const fix = allFixes(same.flatMap((one) => one.fix ?? []));
      out.push({
        kind: draft.kind,
        severity: draft.severity,
        imageIds: same.flatMap(({ imageIds }) => imageIds),
        chips: same.flatMap(({ chips }) => chips),
        sentence: sentence(same.length, draft.severity),
        ...(fix ? { fix } : {}),
      });
    }
  }
  return out;
}

const order = { blocks: 0, warns: 1, hint: 2 };

/** Everything wrong with the set, the gravest first. @param groups its twins, the one to keep first. */
export function faults(set: readonly Measures[], lost: readonly Unreadable[], groups: Measures[][]): Finding[] {
  const alike = layoutLikeness(set);
  const colours = colourSpread(set);
  const typicalRange = median(set.map(({ range }) => range));
  const drafts: Draft[] = [
    ...numbers(set.length + lost.length),
    ...lost.map(
      ({ id }): Draft => ({
        kind: "unreadable",
        severity: "blocks",
        imageIds: [id],
        chips: ["Unreadable"],
        sentence: "This file does not open as a picture",
        fix: leaveOut(id),
      }),
    ),
    ...same(groups),
    ...softness(set),
    ...set.flatMap((measures) => single(measures, typicalRange)),
  ];
  if (alike !== null && alike > SAME_LAYOUT) {
    const sentence = "Nearly all share one layout. Other views would let it compose more freely.";
    drafts.push({ kind: "same-layout", severity: "hint", imageIds: [], chips: [], sentence });
  }
  for (const id of colours?.apart ?? []) {
    const sentence = "Its colours stand apart from the others";
    drafts.push({
      kind: "colours-apart",
      severity: "hint",
      imageIds: [id],
      chips: ["Other colours"],
      sentence,
      fix: leaveOut(id),
    });
  }
  return grouped(drafts)
    .map((draft) => ({ ...draft, key: keyOf(draft.kind, draft.imageIds) }))
    .sort((a, b) => order[a.severity] - order[b.severity]);
}
