/** A run that failed by the provider's fault is bought once more, never twice. */
export const MAX_ATTEMPTS = 2;
/** A message that no consumer took within this time is taken for lost. */
export const TAP_MS = 30_000;
/** A consumer that says nothing for this long after its claim is taken for dead. Longer than its own request timeout. */
export const CLAIM_MS = 60_000;
/** Replicate repeats only terminal webhooks, for about a minute: after this silence we ask. */
export const SILENT_MS = 30_000;
/** A run whose yes was lost shows in the provider's list within seconds. */
export const LOOK_MS = 5_000;
/** Two lists without our run say that it was never bought. */
export const LOOKS = 2;
/** A copy takes less: at most 200 MB of weights, at most 40 MB of a picture. Longer than the timeouts of its requests. */
export const KEEP_MS = { training: 300_000, prediction: 90_000 } as const;
export const MAX_KEEPS = 5;
