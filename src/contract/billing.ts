import * as z from "zod/mini";
import { type Pack, type PackId, type PlanTerms, packs, paidPlans } from "./plans.ts";

/** `GET /api/billing/offer`, for everybody. */
export interface Offer {
  /** `free`: nothing can be bought here, and no plan limits anything. */
  mode: "free" | "paid";
  plans: PlanTerms[];
  packs: Pack[];
  /** Where to write for ENTERPRISE; null when the site names nobody. */
  contact: string | null;
}

/** Either a plan or a pack. */
export const checkoutInput = z.object({
  plan: z.optional(z.enum(paidPlans)),
  pack: z.optional(z.enum(Object.keys(packs) as [PackId, ...PackId[]])),
});
export type CheckoutInput = z.input<typeof checkoutInput>;

/** Where the browser goes on: a page of the payment provider. */
export interface Elsewhere {
  url: string;
}

export type MovementKind = "grant" | "purchase" | "hold" | "capture" | "release" | "refund";

/** One row of the ledger; the balance is always the sum of the amounts. */
export interface Movement {
  id: string;
  unit: "training" | "generation";
  kind: MovementKind;
  /** Credits: more than 0 in, less than 0 out. A capture is 0: its hold took them already. */
  amount: number;
  jobId: string | null;
  reason: string;
  createdAt: string;
}

export const ledgerQuery = z.object({
  cursor: z.optional(z.string()),
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100))),
});

export interface LedgerPage {
  /** Newest first. */
  movements: Movement[];
  nextCursor: string | null;
}

/** What one job took and gave back. */
export interface Receipt {
  jobId: string;
  unit: "training" | "generation";
  /** Oldest first. */
  movements: Movement[];
  /** Credits it cost in the end; what is only held counts until it is given back. */
  cost: number;
  /** `held` until the job ends. */
  state: "held" | "charged" | "returned";
}
