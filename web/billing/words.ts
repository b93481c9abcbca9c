import type { Movement, MovementKind } from "#contract/billing";
import type { Pack } from "#contract/plans";
import { count } from "../ui/say.ts";

/** Cents as a price: 1900 → "$19", 850 → "$8.50". */
export const dollars = (cents: number): string => `$${cents % 100 === 0 ? cents / 100 : (cents / 100).toFixed(2)}`;

const nouns = { training: "training", generation: "picture" } as const;

export const credits = (amount: number, unit: Movement["unit"]): string => count(amount, nouns[unit]);

export const packName = ({ amount, unit }: Pack): string => credits(amount, unit);

const events: Record<MovementKind, string> = {
  grant: "given",
  purchase: "bought",
  hold: "held",
  capture: "charged",
  release: "given back",
  refund: "paid back",
};

export const eventOf = ({ kind }: Pick<Movement, "kind">): string => events[kind];

/** "FREE plan" → "Free plan"; what else a line is for stands in plain words already. */
export const reasonOf = ({ reason }: Pick<Movement, "reason">): string =>
  reason.replace(/^([A-Z])([A-Z]+)(?= plan\b)/, (_, first: string, rest: string) => first + rest.toLowerCase());

/** "+3", "−1", and nothing for what moved nothing: a charge was held before. */
export const signed = (amount: number): string => (amount === 0 ? "" : `${amount > 0 ? "+" : "−"}${Math.abs(amount)}`);
