import { ReplicateError } from "./errors.ts";
import type { PurchaseEvent } from "./purchase.ts";

/** Places one order and says what came of it. Only a failure that is none of the provider's is thrown. */
export async function buy(
  token: string,
  order: () => Promise<string>,
  note: (error: ReplicateError) => void,
): Promise<PurchaseEvent> {
  try {
    return { type: "submitted", token, remoteId: await order() };
  } catch (error) {
    if (!(error instanceof ReplicateError)) throw error;
    note(error);
    const { outcome, sentence, delayMs } = error;
    return { type: "submit-failed", token, outcome, sentence, delayMs };
  }
}
