/** wrangler prints a line for every request; the supervisor's own questions would bury the rest. */
const ownQuestion = /\b(?:GET|HEAD) \/(?:api\/health|__scheduled|v1\/account)\b.* 200\b/;
/** The runtime's word for a browser that went away in the middle of an answer. */
const wentAway = /kj::.*disconnected:/;
const wranglerError = /^\s*(?:✘ )?\[ERROR\]\s*(.+)$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a colour code begins with one.
const colour = /\u001b\[[0-9;]*m/g;

export const worthKeeping = (line: string): boolean => !ownQuestion.test(line);

interface Entry {
  level: string;
  event: string;
  [field: string]: unknown;
}

function entryOf(line: string): Entry | undefined {
  const start = line.indexOf("{");
  if (start < 0 || !line.includes('"level"')) return undefined;
  try {
    const entry: unknown = JSON.parse(line.slice(start));
    if (typeof entry !== "object" || entry === null || !("level" in entry) || !("event" in entry)) return undefined;
    return { ...entry, level: String(entry.level), event: String(entry.event) };
  } catch {
    return undefined;
  }
}

/** A warning or an error among a child's lines, as one short line; undefined for anything else. */
export function warningIn(line: string): string | undefined {
  const plain = line.replace(colour, "");
  const entry = entryOf(plain);
  if (!entry && wentAway.test(plain)) return undefined;
  if (!entry) return wranglerError.exec(plain)?.[1]?.slice(0, 200);
  if (entry.level !== "warn" && entry.level !== "error") return undefined;
  const { level: _, event, requestId: __, ...rest } = entry;
  const details = Object.values(rest).filter((value) => typeof value === "string" || typeof value === "number");
  return [event, ...details].join(" · ").slice(0, 200);
}

/** Lets the first of equal warnings through and counts the rest: a line to print, or undefined. */
export function summary(windowMs: number): (warning: string, now: number) => string | undefined {
  const known = new Map<string, { since: number; more: number }>();
  return (warning, now) => {
    const before = known.get(warning);
    if (before && now - before.since < windowMs) {
      before.more += 1;
      return undefined;
    }
    known.delete(warning);
    known.set(warning, { since: now, more: 0 });
    if (known.size > 200) known.delete(known.keys().next().value ?? "");
    return before?.more ? `${warning} (and ${before.more} times more before)` : warning;
  };
}
