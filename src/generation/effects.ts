import { and, eq, lt } from "drizzle-orm";
import { type Books, capture, isSettled, release } from "../billing/ledger.ts";
import { type Statement, together } from "../db/client.ts";
import { isVersion, type ListedRun } from "../replicate/client.ts";
import { type GenerationCopy, type GenerationState, prefixOf } from "./machine.ts";
import { promptOf } from "./order.ts";
import { generations } from "./table.ts";

/** Writes the reading copy and, with a terminal status, the money: one batch. A second settlement changes nothing. */
export async function settleGeneration(books: Books, copy: GenerationCopy): Promise<void> {
  const { id, rev } = copy;
  const update = books.db
    .update(generations)
    .set(copy)
    .where(and(eq(generations.id, id), lt(generations.rev, rev)));
  await together(books.db, [update, ...moneyOf(books, copy)]).catch((error: unknown) => {
    if (!isSettled(error)) throw error;
  });
}

function moneyOf(books: Books, { id, userId, status, purpose }: GenerationCopy): Statement[] {
  if (purpose === "PROOF") return [];
  const movement = { userId, unit: "generation", jobId: id } as const;
  switch (status) {
    case "COMPLETED":
      return capture(books, { ...movement, reason: "Picture made" });
    case "FAILED":
      return release(books, { ...movement, reason: "Picture failed" });
    case "CANCELED":
      return release(books, { ...movement, reason: "Picture cancelled" });
    default:
      return [];
  }
}

export const generationPrefix = (copy: GenerationCopy): string => prefixOf(copy);

/** Whether a run in the provider's list is the one this picture's claim may have bought. */
export function isOurGeneration(state: GenerationState, { version, input }: ListedRun): boolean {
  const { painting, copy } = state;
  const same = input.prompt === promptOf(state) && input.seed === copy.seed && input.lora_scale === copy.strength;
  return same && isVersion(version, painting.version);
}
