/** Whether `error`, or what caused it, is SQLite's refusal that names all of `words`: a table and column, or a CHECK. */
export function violates(error: unknown, ...words: string[]): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { message } = at;
    if (message.includes("constraint failed") && words.every((word) => message.includes(word))) return true;
  }
  return false;
}
