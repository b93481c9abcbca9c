import type { Plan } from "#contract/accounts";

/** "FREE" → "Free". */
export const planName = (plan: Plan): string => plan.charAt(0) + plan.slice(1).toLowerCase();
