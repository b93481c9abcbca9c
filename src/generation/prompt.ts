const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The prompt with the style's trigger word exactly once: where the artist wrote it, in its own spelling, else at the end as captions have it. */
export function withTrigger(prompt: string, triggerWord: string): string {
  const word = new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(triggerWord)}(?![\\p{L}\\p{N}_])`, "giu");
  let found = false;
  const once = prompt.replace(word, () => {
    if (found) return "";
    found = true;
    return triggerWord;
  });
  return found ? once.replace(/ {2,}/g, " ").trim() : `${prompt}, in the style of ${triggerWord}`;
}
