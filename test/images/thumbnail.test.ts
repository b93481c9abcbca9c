import sharp from "sharp";
import { expect, it } from "vitest";
import { makeThumbnail } from "../../src/images/thumbnail.ts";

type Grid = string[][];
type Asked = { flip?: "h"; rotate?: number };

const mirrored = (grid: Grid): Grid => grid.map((row) => row.toReversed());
const clockwise = (grid: Grid): Grid => (grid[0] ?? []).map((_, x) => grid.map((row) => row[x] ?? "").toReversed());
const done = (grid: Grid, { flip, rotate = 0 }: Asked): Grid => {
  let work = flip ? mirrored(grid) : grid;
  for (let turned = 0; turned < rotate; turned += 90) work = clockwise(work);
  return work;
};

const upright = [..."ab|cd|ef".split("|")].map((row) => [...row]);

/** What a camera stores so that a viewer who turns it by this EXIF orientation sees `upright`; TIFF 6.0, tag 274. */
const stored: Record<number, string> = {
  1: "ab|cd|ef",
  2: "ba|dc|fe",
  3: "fe|dc|ba",
  4: "ef|cd|ab",
  5: "ace|bdf",
  6: "bdf|ace",
  7: "fdb|eca",
  8: "eca|fdb",
};

// The local binding knows no mirror, so no picture can show this: what is asked of the binding is followed on letters.
it.each(Object.keys(stored).map(Number))("asks for what makes orientation %i upright", async (orientation) => {
  const webp = await sharp({ create: { width: 2, height: 3, channels: 3, background: "#777" } })
    .webp()
    .toBuffer();
  let grid = (stored[orientation] ?? "").split("|").map((row) => [...row]);
  const work = {
    transform(asked: Asked) {
      grid = done(grid, asked);
      return work;
    },
    output: async () => ({ response: () => new Response(new Uint8Array(webp)) }),
  };
  const ctx = {
    files: { get: async () => ({ body: new Blob([]).stream() }), put: async () => undefined },
    images: { input: () => work },
    requestId: "test",
  };
  await makeThumbnail(ctx as never, "from", "to", { orientation, orientationAt: null, width: 2, height: 3 } as never);
  expect(grid).toEqual(upright);
});
