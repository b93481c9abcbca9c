import * as z from "zod/mini";

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose.
const controlInLine = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose.
const controlInProse = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u;

/** Half a character, such as a cut emoji leaves, cannot be stored: it becomes U+FFFD as it would in any encoder. */
const normalise = (text: string) =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/\p{Cs}/gu, "\ufffd")
    .normalize("NFC")
    .trim();

const text = (min: number, max: number, control: RegExp) =>
  z.pipe(
    z.pipe(z.string(), z.transform(normalise)),
    z.string().check(
      z.refine((value) => !control.test(value), "Remove the control characters."),
      z.minLength(min, min === 1 ? "Write something here." : `Use at least ${min} characters.`),
      z.maxLength(max, `Use at most ${max} characters.`),
    ),
  );

/** One line of text: trimmed, NFC, no control characters. Length in UTF-16 units, as an input's `maxlength` counts. */
export const line = (min: number, max: number) => text(min, max, controlInLine);

/** Text of several lines: as {@link line}, with line breaks (normalised to \n) and nothing else below U+0020. */
export const prose = (min: number, max: number) => text(min, max, controlInProse);

export { CAPTION_MAX, DESCRIPTION_MAX, NAME_MAX, PROMPT_MAX } from "./bounds.ts";
