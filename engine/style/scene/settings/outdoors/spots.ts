import type { Noun } from "../../read/nouns.ts";
import type { Land } from "./land.ts";

/**
 * Where a thing stands as a share of the width: by its relation to another if the prompt states one, else where told. Main
 * things stand at the focus.
 * @param reach share of its distance from the middle that it keeps where the whole picture is to be seen
 */
export function spotOf(land: Land, noun: Noun, otherwise: number, reach = 1): number {
  const { focus, room } = land.plan;
  const spot = freely(land, noun, otherwise);
  return room < 1 ? focus + (spot - focus) * room * 0.5 : 0.5 + reach * (spot - 0.5);
}

/** The nearest place, in units, at which a thing that reaches `half` to both sides is not cut by the picture's border. */
export const uncut = ({ w }: { w: number }, x: number, half: number): number =>
  2 * half >= w ? w / 2 : Math.min(w - half, Math.max(half, x));

/** How much of its size a thing this wide, in units, keeps where only a part of the picture is to be seen. */
export const fitting = ({ plan, stage }: Pick<Land, "plan" | "stage">, wide: number): number =>
  Math.min(1, (plan.room * stage.w) / wide);

function freely(land: Land, noun: Noun, otherwise: number): number {
  const relation = land.reading.relations.find(({ one }) => one === noun);
  if (!relation) return otherwise;
  const { focus, side } = land.plan;
  const aside = Math.min(0.3, 0.27 / Math.sqrt(land.stage.w));
  switch (relation.how) {
    case "left":
      return Math.max(0.08, focus - aside);
    case "right":
      return Math.min(0.92, focus + aside);
    case "beside":
      return focus + aside * side;
    case "front":
    case "behind":
      return focus + aside * 0.4 * side;
    default:
      return focus;
  }
}

/** How near a thing stands, 0 far … 1 near, by “behind” and “in front of”. */
export function nearness(land: Land, noun: Noun, otherwise: number): number {
  const relation = land.reading.relations.find(({ one }) => one === noun);
  if (relation?.how === "front") return Math.max(otherwise, 0.8);
  if (relation?.how === "behind") return Math.min(otherwise, 0.25);
  return otherwise;
}
