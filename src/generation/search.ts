import { type Placeholder, type SQL, sql } from "drizzle-orm";

/** Words, each of which must begin a word of the prompt; in FTS5's own language (https://www.sqlite.org/fts5.html, 3). */
export function matchOf(userId: string, search: string): string | null {
  const words = search.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return null;
  // One letter would begin half of all words; it must be a word itself.
  const terms = words.map((word) => (word.length > 1 ? `"${word}" *` : `"${word}"`));
  return `owner : "${userId}" AND prompt : (${terms.join(" AND ")})`;
}

/** The full-text index; its row ids are the numbers of `generation_words`. */
export const prompts = sql`generation_prompts`;
export const promptNumber = sql<number>`generation_prompts.rowid`;

/** Whether a row of {@link prompts} is what {@link matchOf} wrote. */
export const isFound = (match: Placeholder): SQL => sql`generation_prompts MATCH ${match}`;
