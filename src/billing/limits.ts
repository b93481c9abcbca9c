import type { Plan } from "../contract/accounts.ts";
import { plans } from "../contract/plans.ts";
import { AppError } from "../http/errors.ts";
import type { Settings } from "../http/settings.ts";
import { isPaid } from "./till.ts";

/** The one place where a plan, beside its credits, limits anything: how many styles it keeps. Null: as many as one likes. */
export const stylesAllowed = (settings: Settings, plan: Plan): number | null =>
  isPaid(settings) ? plans[plan].styles : null;

export const tooManyStyles = (plan: Plan, most: number): AppError =>
  new AppError("PLAN_LIMIT", `The ${plan} plan keeps ${most} styles. Delete one, or choose a larger plan.`);
