import { samplePrompts } from "../styles/sample-prompts.ts";

/** Longer ones are not read at a glance. */
const LONGEST = 60;

/** Sentences to begin with, the first ones new: two that join what the artist's captions show, then the captions themselves. Each once. */
export function suggestions(images: readonly { caption: string | null }[], most: number): string[] {
  const captions = images.flatMap(({ caption }) => {
    const line = (caption ?? "").trim().replace(/\s+/g, " ");
    return line !== "" && line.length <= LONGEST ? [line] : [];
  });
  return [...new Set([...samplePrompts(captions, 2), ...captions])].slice(0, most);
}
