import type { StyleImage } from "#contract/images";
import { CAPTION_MAX } from "#contract/text";

/** What to do with many captions at once. */
export type Rewrite =
  | { kind: "empty"; text: string }
  | { kind: "prefix"; text: string }
  | { kind: "replace"; find: string; by: string; exact: boolean };

export interface CaptionChange {
  imageId: string;
  from: string;
  to: string;
}

const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function rewritten(caption: string, rewrite: Rewrite): string {
  switch (rewrite.kind) {
    case "empty":
      return caption === "" ? rewrite.text.trim() : caption;
    case "prefix": {
      // No space is added before a comma or where the artist wrote one.
      const text = rewrite.text.trimStart();
      const begin = text.trim();
      if (begin === "" || caption.startsWith(begin)) return caption;
      return caption === ""
        ? begin
        : `${begin}${/\s$/.test(text) || /^[,.;:!?]/.test(caption) ? text.slice(begin.length) : " "}${caption}`;
    }
    case "replace": {
      if (rewrite.find === "") return caption;
      const found = new RegExp(quoted(rewrite.find), rewrite.exact ? "gu" : "giu");
      return caption
        .replace(found, () => rewrite.by)
        .replace(/[^\S\n]{2,}/g, " ")
        .trim();
    }
  }
}

export interface Preview {
  changes: CaptionChange[];
  /** Ids whose caption would be longer than it may be: they stay. */
  tooLong: string[];
}

/** What a rewrite would make of the captions; unchanged ones are left out. */
export function preview(images: readonly Pick<StyleImage, "id" | "caption">[], rewrite: Rewrite): Preview {
  const changes: CaptionChange[] = [];
  const tooLong: string[] = [];
  for (const { id, caption } of images) {
    const from = caption ?? "";
    const to = rewritten(from, rewrite);
    if (to === from) continue;
    if (to.length > CAPTION_MAX) tooLong.push(id);
    else changes.push({ imageId: id, from, to });
  }
  return { changes, tooLong };
}

/** The same way back. What was written elsewhere since is then left alone, as it was on the way there. */
export const reversed = (changes: readonly CaptionChange[]): CaptionChange[] =>
  changes.map(({ imageId, from, to }) => ({ imageId, from: to, to: from }));

/** Below the Worker's 64 KB for one body. */
const BODY_BYTES = 60_000;

/** One request's worth each; more than one only when captions are as long as books. */
export function bundles(changes: readonly CaptionChange[]): CaptionChange[][] {
  const encoder = new TextEncoder();
  const out: CaptionChange[][] = [];
  let room = 0;
  for (const change of changes) {
    const bytes = encoder.encode(JSON.stringify(change)).length + 1;
    const last = out.at(-1);
    if (last && bytes <= room) last.push(change);
    else {
      out.push([change]);
      room = BODY_BYTES;
    }
    room -= bytes;
  }
  return out;
}
