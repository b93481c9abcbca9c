import { MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS, MAX_IMAGE_SIDE } from "#contract/images";
import type { Header } from "./dimensions.ts";
import { within } from "./pixels.ts";

/** Pixels of the long side after conversion: twice what the trainer looks at. */
export const CONVERTED_SIDE = 2_048;
/** Canvas quality 0–1; above it JPEG grows fast and shows nothing more. */
export const CONVERTED_QUALITY = 0.92;

export type Reason = "heic" | "bytes" | "pixels";

/** Why a picture cannot go as it is; undefined when it can. */
export function conversionOf(header: Header | undefined, bytes: number): Reason | undefined {
  if (!header) return undefined;
  if (header.format === "heic") return "heic";
  const { width = 0, height = 0 } = header;
  if (width > MAX_IMAGE_SIDE || height > MAX_IMAGE_SIDE || width * height > MAX_IMAGE_PIXELS) return "pixels";
  return bytes > MAX_IMAGE_BYTES ? "bytes" : undefined;
}

export const convertedSize = (width: number, height: number) => within(width, height, CONVERTED_SIDE);

/** The same name with the ending that the bytes now have. */
export const convertedName = (name: string): string => `${name.replace(/\.[a-z0-9]{1,5}$/i, "") || "picture"}.jpg`;

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;

export interface Change {
  name: string;
  reason: Reason;
  /** Bytes. */
  before: number;
  after: number;
  /** Pixels as displayed. */
  from: { width: number; height: number };
  to: { width: number; height: number };
}

/** What was done to the artist's file, in one sentence. */
export function wordOf({ name, reason, before, after, from, to }: Change): string {
  const smaller = from.width === to.width ? "" : `, ${from.width} × ${from.height} made ${to.width} × ${to.height}`;
  switch (reason) {
    case "heic":
      return `${name} was HEIC and is a JPEG now${smaller}.`;
    case "bytes":
      return `${name} had ${megabytes(before)} and has ${megabytes(after)} now${smaller}. Your file is as it was.`;
    case "pixels":
      return `${name} was larger than is useful${smaller}. Your file is as it was.`;
  }
}

export const refusalOf = (name: string, reason: Reason): string =>
  reason === "heic"
    ? `${name} is HEIC and could not be opened here. Save it as JPEG and drop it again.`
    : `${name} is too large for this browser to open. Save it at 4,000 px and drop it again.`;
