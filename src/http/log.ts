import { createHash } from "node:crypto";
import { DrizzleQueryError } from "drizzle-orm";

/** Whom a line speaks of: 64 bits of the SHA-256 of the id, so that a log names nobody and an operator who knows the id still finds them. */
export const markOf = (userId: string): string => createHash("sha256").update(userId).digest("hex").slice(0, 16);

/** One line of JSON per event. Never put secrets, tokens, signed URLs, user ids or prompts into `fields`. */
export function log(level: "info" | "warn" | "error", event: string, fields: Record<string, unknown> = {}): void {
  console[level](JSON.stringify({ level, event, ...fields }));
}

/** A stranger's error as plain text for the log. Of a failed query the statement alone: its values are the artist's own. */
export function describe(error: unknown): string {
  if (error instanceof DrizzleQueryError) return `${describe(error.cause)} in ${error.query}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
