import { OutputError } from "./output.ts";
import type { PurchaseEvent } from "./purchase.ts";

/** Storage and networks recover within seconds, or the next try waits for the next look. */
const AGAIN_MS = 5_000;

/** Copies a result and says what came of it; every failure is worth another try until the room gives up. */
export async function keep(
  token: string,
  copy: () => Promise<void>,
  note: (error: unknown) => void,
): Promise<PurchaseEvent> {
  try {
    await copy();
    return { type: "kept", token };
  } catch (error) {
    note(error);
    return { type: "keep-failed", token, missing: error instanceof OutputError && error.missing, delayMs: AGAIN_MS };
  }
}
