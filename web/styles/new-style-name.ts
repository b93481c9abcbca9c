/** A name to begin with, told apart by its day: "Untitled, 22 Nov". */
export function proposedName(now: Date): string {
  return `Untitled, ${now.toLocaleDateString("en-GB", { day: "numeric", month: "short" })}`;
}
