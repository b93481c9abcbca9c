import type { Movement, Receipt } from "../contract/billing.ts";
import type { ledger } from "./table.ts";

export type LedgerRow = typeof ledger.$inferSelect;

export const movementEntity = ({ id, unit, kind, amount, jobId, reason, createdAt }: LedgerRow): Movement => ({
  id,
  unit,
  kind,
  amount,
  jobId,
  reason,
  createdAt: new Date(createdAt).toISOString(),
});

/** @param rows of one job, oldest first; null when there are none. */
export function receiptOf(rows: LedgerRow[]): Receipt | null {
  const [first] = rows;
  if (!first?.jobId) return null;
  const kinds = rows.map(({ kind }) => kind);
  return {
    jobId: first.jobId,
    unit: first.unit,
    movements: rows.map(movementEntity),
    cost: rows.reduce((sum, { amount }) => sum - amount, 0),
    state: kinds.includes("release") ? "returned" : kinds.includes("capture") ? "charged" : "held",
  };
}
