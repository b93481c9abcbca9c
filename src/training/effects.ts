import { and, eq, lt } from "drizzle-orm";
import { type Books, capture, isSettled, release } from "../billing/ledger.ts";
import { type Statement, together } from "../db/client.ts";
import { oweNews } from "../mail/owe.ts";
import { isVersion, type ListedRun } from "../replicate/client.ts";
import { prefixOf, type TrainingCopy, type TrainingState } from "./machine.ts";
import { PROOF_SEED, proofPrompt, setPath } from "./order.ts";
import { trainings } from "./table.ts";

/** Writes the reading copy and, with a terminal status, the money and the mail: one batch. A second settlement changes nothing. */
export async function settleTraining(books: Books, copy: TrainingCopy): Promise<void> {
  const { id, rev } = copy;
  const update = books.db
    .update(trainings)
    .set(copy)
    .where(and(eq(trainings.id, id), lt(trainings.rev, rev)));
  await together(books.db, [update, ...moneyOf(books, copy), ...newsOf(books, copy)]).catch((error: unknown) => {
    if (!isSettled(error)) throw error;
  });
}

function moneyOf(books: Books, { id, userId, status }: TrainingCopy): Statement[] {
  const movement = { userId, unit: "training", jobId: id } as const;
  switch (status) {
    case "COMPLETED":
      return capture(books, { ...movement, reason: "Training completed" });
    case "FAILED":
      return release(books, { ...movement, reason: "Training failed" });
    case "CANCELED":
      return release(books, { ...movement, reason: "Training cancelled" });
    default:
      return [];
  }
}

/** A cancelled training is no news to who cancelled it. */
function newsOf(books: Books, { id, styleId, status, errorMessage }: TrainingCopy): Statement[] {
  if (status === "COMPLETED") return [oweNews(books, { kind: "style-ready", trainingId: id, styleId })];
  if (status !== "FAILED") return [];
  return [oweNews(books, { kind: "training-failed", trainingId: id, styleId, why: errorMessage ?? "" })];
}

export const trainingPrefix = (copy: TrainingCopy): string => prefixOf(copy);

/** Whether a run in the provider's list is the one this training's claim may have bought. */
export function isOurTraining(state: TrainingState, run: ListedRun): boolean {
  if (state.leg === "train") {
    const set = run.input.input_images;
    return typeof set === "string" && URL.parse(set)?.pathname === setPath(state.copy.id);
  }
  const { prompt, seed } = run.input;
  return isVersion(run.version, state.copy.remoteVersion ?? "") && prompt === proofPrompt(state) && seed === PROOF_SEED;
}
