export interface Failure {
  /** Whether the same request may well succeed when asked again. */
  retryable: boolean;
  /** For people; ends with a full stop. */
  sentence: string;
}

/** Source: https://replicate.com/docs/reference/error-codes */
const faults = /\b(?:E1000|E6716|E8367|E8765|E9243|E9825)\b|\(code: PA\)/;

const known: [RegExp, string][] = [
  [
    /nsfw/i,
    "The safety filter refused every picture this run made. Change the prompt, or remove pictures it may object to.",
  ],
  [/E1001|out of memory/i, "The machine ran out of memory. Try fewer or smaller pictures."],
  [
    /zip file|no images found|cannot identify image|^The picture .+ (?:cannot be read|is empty|is missing|has too many)/i,
    "The trainer could not read the training pictures.",
  ],
  [/failed validation/i, "The model refused these settings."],
  [/timed out/i, "The run took longer than the provider allows."],
];

/** The provider's own code for the log's counts, such as E1000; a word for what has none. */
export function faultCode(error: string | null): string {
  const text = error ?? "";
  const [code] = /\bE\d{4}\b/.exec(text) ?? [];
  if (code) return code;
  if (text.includes("(code: PA)")) return "PA";
  return (
    (["nsfw", "memory", "validation", "timed out"] as const).find((word) => text.toLowerCase().includes(word)) ??
    "other"
  );
}

/** Judges the `error` of a run that ended `failed`. */
export function judgeFailure(error: string | null): Failure {
  const text = error ?? "";
  if (faults.test(text)) return { retryable: true, sentence: "The provider had a fault while running this." };
  const found = known.find(([pattern]) => pattern.test(text));
  return { retryable: false, sentence: found?.[1] ?? "The provider could not finish this run." };
}
