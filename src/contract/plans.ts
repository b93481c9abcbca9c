import type { Plan } from "./accounts.ts";

/** US cents. */
type Cents = number;

export interface PlanTerms {
  plan: Plan;
  /** A month; null: by agreement. */
  price: Cents | null;
  /** Credits with each paid month; with FREE once, when the account is opened. Null: by agreement. */
  trainings: number | null;
  generations: number | null;
  /** Styles kept at one time; null: as many as one likes. */
  styles: number | null;
}

/** Every plan, in the order of its price. FREE's credits are a deployment's own setting and replace those given here. */
export const plans: Record<Plan, PlanTerms> = {
  FREE: { plan: "FREE", price: 0, trainings: 1, generations: 50, styles: 3 },
  BASIC: { plan: "BASIC", price: 19_00, trainings: 3, generations: 250, styles: 10 },
  PRO: { plan: "PRO", price: 49_00, trainings: 8, generations: 750, styles: 50 },
  ENTERPRISE: { plan: "ENTERPRISE", price: null, trainings: null, generations: null, styles: null },
};

/** Plans that are bought by oneself. */
export const paidPlans = ["BASIC", "PRO"] as const;
export type PaidPlan = (typeof paidPlans)[number];

export type PackId = "pictures-100" | "pictures-400" | "trainings-3";

export interface Pack {
  id: PackId;
  unit: "training" | "generation";
  amount: number;
  price: Cents;
}

/** Credits bought once, on any plan. */
export const packs: Record<PackId, Pack> = {
  "pictures-100": { id: "pictures-100", unit: "generation", amount: 100, price: 8_00 },
  "pictures-400": { id: "pictures-400", unit: "generation", amount: 400, price: 28_00 },
  "trainings-3": { id: "trainings-3", unit: "training", amount: 3, price: 12_00 },
};
