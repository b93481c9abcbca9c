const consonants = "bdfgjkpqvwxz";
const vowels = "aiouy";
const digits = "2346789";
const shape = [consonants, vowels, consonants, vowels, consonants, digits, digits];

/** A word no caption uses by chance, such as `zuvaq47`: three rare syllable ends and two digits. */
export function newTriggerWord(): string {
  const random = crypto.getRandomValues(new Uint8Array(shape.length));
  return shape.map((letters, at) => letters[(random[at] ?? 0) % letters.length]).join("");
}

/** The text, with the trigger word in it: added at the end unless the artist already wrote it. */
export function withTriggerWord(text: string, word: string): string {
  if (new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "iu").test(text)) return text;
  const style = `in the style of ${word}`;
  return text.trim() === "" ? style : `${text}, ${style}`;
}
