import { DrizzleQueryError } from "drizzle-orm";

/** One line of JSON per event. Never put secrets, tokens, signed URLs or prompts into `fields`. */
export function log(level: "info" | "warn" | "error", event: string, fields: Record<string, unknown> = {}): void {
  console[level](JSON.stringify({ level, event, ...fields }));
}

/** A stranger's error as plain text for the log. Of a failed query the statement alone: its values are the artist's own. */
export function describe(error: unknown): string {
  if (error instanceof DrizzleQueryError) return `${describe(error.cause)} in ${error.query}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
