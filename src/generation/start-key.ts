import type { StartFrom } from "../contract/generation.ts";

/** What a key says of where its picture came from; null for one that began from nothing. */
export function startFromOf(key: string | null): StartFrom | null {
  const [, folder, id] = /\/(generations|inputs)\/([0-9a-z-]+)(?:\/picture\.webp)?$/.exec(key ?? "") ?? [];
  return id ? { kind: folder === "inputs" ? "input" : "picture", id } : null;
}

/** The small picture beside a start's key. */
export const startThumbnail = (key: string): string =>
  key.endsWith("/picture.webp") ? key.replace(/picture\.webp$/, "thumbnail.webp") : `${key}-thumbnail`;
