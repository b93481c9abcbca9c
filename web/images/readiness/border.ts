import type { Box, Pixels } from "./pixels.ts";

/** Steps of 255 in the worst channel: JPEG noise and paper stay inside it, paint seldom does. */
const SAME = 18;
/** Share of a line that must have the border's colour: a speck of dust is forgiven. */
const PLAIN = 0.98;
/** Share of the first line inside that must have another colour. A drawing on bare paper begins with a tip, a frame's opening with a line. */
const OPENING = 0.6;
/** Share of the side: thinner lines are no loss to the trainer. */
const THINNEST = 0.012;
/** Share of the side: beyond it the picture is mostly border and no crop of ours is safe. */
const THICKEST = 0.4;

type Side = "top" | "right" | "bottom" | "left";

/** Reads a picture as lines parallel to one side, counted from that side. */
function lines({ data, width, height }: Pixels, side: Side) {
  const upright = side === "left" || side === "right";
  const count = upright ? width : height;
  const length = upright ? height : width;
  const at = (line: number, along: number) => {
    const from = side === "right" || side === "bottom" ? count - 1 - line : line;
    return (upright ? along * width + from : from * width + along) * 4;
  };
  const differs = (offset: number, colour: readonly number[], by: number) =>
    [0, 1, 2].some((channel) => Math.abs((data[offset + channel] ?? 0) - (colour[channel] ?? 0)) > by);
  return { count, length, at, differs };
}

function middleColour(pixels: Pixels, side: Side): number[] {
  const { length, at } = lines(pixels, side);
  return [0, 1, 2].map((channel) => {
    const values = Array.from({ length }, (_, along) => pixels.data[at(0, along) + channel] ?? 0).sort((a, b) => a - b);
    return values[length >> 1] ?? 0;
  });
}

function depth(pixels: Pixels, side: Side): { lines: number; colour: number[] } {
  const { count, length, at, differs } = lines(pixels, side);
  const colour = middleColour(pixels, side);
  const limit = Math.floor(count * THICKEST);
  for (let line = 0; line <= limit; line++) {
    let other = 0;
    for (let along = 0; along < length; along++) if (differs(at(line, along), colour, SAME)) other++;
    if (other > length * (1 - PLAIN)) return { lines: line, colour };
  }
  return { lines: 0, colour };
}

/** Does the border end in a straight line, between `from` and `to` of the other direction? */
function opens(pixels: Pixels, side: Side, deep: number, colour: number[], from: number, to: number): boolean {
  const { count, at, differs } = lines(pixels, side);
  const inside = Math.min(count - 1, deep + Math.max(2, Math.round(count * 0.008)));
  let other = 0;
  for (let along = from; along < to; along++) if (differs(at(inside, along), colour, SAME)) other++;
  return other >= (to - from) * OPENING;
}

/**
 * The picture inside a plain frame, mat, scan margin or letterbox, as shares of width and height (0–1); `null` without one.
 *
 * Two opposite sides must carry plain lines of one colour that end in a straight opening; what a bare sky, a bare sheet or
 * a single dark floor does not. Wooden frames and shadows are not plain and are not found.
 */
export function contentInside(pixels: Pixels): Box | null {
  const found = {
    top: depth(pixels, "top"),
    right: depth(pixels, "right"),
    bottom: depth(pixels, "bottom"),
    left: depth(pixels, "left"),
  };
  const pair = (one: Side, other: Side, along: number, before: number, after: number) => {
    const a = found[one];
    const b = found[other];
    const thin = Math.max(2, along * THINNEST);
    if (a.lines < thin || b.lines < thin) return false;
    if (a.colour.some((value, channel) => Math.abs(value - (b.colour[channel] ?? 0)) > 2 * SAME)) return false;
    const breadth = along === pixels.height ? pixels.width : pixels.height;
    const to = breadth - after;
    return opens(pixels, one, a.lines, a.colour, before, to) && opens(pixels, other, b.lines, b.colour, before, to);
  };
  const { top, right, bottom, left } = found;
  const rows = pair("top", "bottom", pixels.height, left.lines, right.lines);
  const columns = pair("left", "right", pixels.width, top.lines, bottom.lines);
  if (!rows && !columns) return null;
  return {
    left: columns ? left.lines / pixels.width : 0,
    top: rows ? top.lines / pixels.height : 0,
    right: columns ? 1 - right.lines / pixels.width : 1,
    bottom: rows ? 1 - bottom.lines / pixels.height : 1,
  };
}
