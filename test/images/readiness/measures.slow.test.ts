import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { contentInside } from "../../../web/images/readiness/border.ts";
import { hex, lab } from "../../../web/images/readiness/lab.ts";
import { correlation, layout, likeness } from "../../../web/images/readiness/layout.ts";
import { measure } from "../../../web/images/readiness/measure.ts";
import { colourDistance, palette, sampleColours, slices } from "../../../web/images/readiness/palette.ts";
import { luma, type Pixels, shrinkPixels, shrinkPlane } from "../../../web/images/readiness/pixels.ts";
import { edgeWidth } from "../../../web/images/readiness/sharpness.ts";
import { type Hand, hands, paint, pixelsOf } from "./paint.ts";

const measured = async (picture: Buffer, id = "it") => {
  const { copy, width, height } = await pixelsOf(picture);
  return measure(id, copy, { width, height });
};

const plain = (width: number, height: number, rgb: [number, number, number]): Pixels => {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < data.length; at += 4) data.set([...rgb, 255], at);
  return { data, width, height };
};

const painted = new Map<Hand, Buffer[]>();
beforeAll(async () => {
  for (const hand of hands) painted.set(hand, await Promise.all([0, 1, 2].map((seed) => paint(hand, seed))));
}, 60_000);
const work = (hand: Hand, seed = 0) => painted.get(hand)?.[seed] ?? Buffer.alloc(0);

describe("pixels", () => {
  it("averages areas exactly, down and to sizes that do not divide", () => {
    const plane = { data: Float32Array.from({ length: 6 }, (_, at) => at), width: 6, height: 1 };
    expect([...shrinkPlane(plane, 3, 1).data]).toEqual([0.5, 2.5, 4.5]);
    const mean = shrinkPlane(plane, 4, 1).data.reduce((sum, value) => sum + value, 0) / 4;
    expect(mean).toBeCloseTo(2.5, 5);
  });

  it("weighs luma as BT.709", () => {
    expect(luma(plain(1, 1, [255, 0, 0])).data[0]).toBeCloseTo(54.2, 1);
    expect(luma(plain(1, 1, [255, 255, 255])).data[0]).toBeCloseTo(255, 3);
  });

  it("keeps a plain colour through shrinking", () => {
    expect([...shrinkPixels(plain(31, 17, [10, 200, 90]), 5, 5).data.slice(0, 4)]).toEqual([10, 200, 90, 255]);
  });
});

describe("CIELAB", () => {
  it.each([
    [
      [255, 255, 255],
      [100, 0, 0],
    ],
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
    [
      [255, 0, 0],
      [53.24, 80.09, 67.2],
    ],
    [
      [0, 0, 255],
      [32.3, 79.19, -107.86],
    ],
  ] as const)("%j is %j", ([r, g, b], expected) => {
    lab(r, g, b).forEach((value, at) => {
      expect(value).toBeCloseTo(expected[at] ?? 0, 1);
    });
  });

  it("comes back as the same colour", () => {
    expect(hex(...lab(139, 92, 246))).toBe("#8b5cf6");
    expect(hex(...lab(3, 250, 17))).toBe("#03fa11");
  });
});

/** A row of dark and light fields with Gaussian edges of a known σ in pixels. */
function fields(sigma: number, contrast = 120) {
  const width = 512;
  const height = 384;
  // Abramowitz & Stegun 7.1.26, error below 2e-7.
  const erf = (x: number) => {
    const t = 1 / (1 + 0.3275911 * Math.abs(x));
    const rest = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return Math.sign(x) * (1 - rest * Math.exp(-x * x));
  };
  const data = new Float32Array(width * height);
  for (let x = 0; x < width; x++) {
    const from = Math.abs((x % 128) - 64) - 31.75;
    const value = Math.round(128 + (contrast / 2) * erf(from / (sigma * Math.SQRT2)));
    for (let y = 0; y < height; y++) data[y * width + x] = value;
  }
  return { data, width, height };
}

describe("edge width", () => {
  it.each([2, 3, 4, 5])("reads a σ of %d px back to within a quarter or so, whatever the contrast", (sigma) => {
    for (const contrast of [70, 120, 220]) {
      const pixels = ((edgeWidth(fields(sigma, contrast)) ?? 0) * 512) / 1000;
      expect(Math.abs(pixels - sigma) / sigma).toBeLessThan(0.3);
    }
  });

  it("grows with blur and is nothing for a step", () => {
    expect(edgeWidth(fields(0.01))).toBeLessThan(0.8);
    const widths = [1, 2, 3, 4].map((sigma) => edgeWidth(fields(sigma)) ?? 0);
    expect([...widths].sort((a, b) => a - b)).toEqual(widths);
  });

  it("says nothing of a blank sheet", () => {
    expect(edgeWidth(luma(plain(512, 384, [240, 238, 230])))).toBeNull();
  });

  it.each(["flat", "oil", "ink", "wash"] as const)("does not accuse %s, and does once it is blurred", async (hand) => {
    for (const seed of [0, 1, 2]) {
      const sharpOne = (await measured(work(hand, seed))).edges ?? 99;
      const jpeg = (await measured(await sharp(work(hand, seed)).jpeg({ quality: 50 }).toBuffer())).edges ?? 99;
      const blurred = (await measured(await sharp(work(hand, seed)).blur(3).jpeg({ quality: 80 }).toBuffer())).edges;
      expect(sharpOne).toBeLessThan(1.6);
      expect(jpeg).toBeLessThan(1.6);
      expect(blurred).toBeGreaterThan(1.6);
    }
  });

  it("is silent about a small copy of a large original, and speaks of a small original", async () => {
    const { copy } = await pixelsOf(work("oil"), 256);
    expect(measure("it", copy, { width: 3000, height: 2250 }).edges).toBeNull();
    expect(measure("it", copy).edges).not.toBeNull();
  });
});

describe("border", () => {
  const framed = (
    picture: Buffer,
    by: { top?: number; bottom?: number; left?: number; right?: number },
    background: string,
  ) =>
    sharp(picture)
      .extend({ ...by, background })
      .jpeg({ quality: 85 })
      .toBuffer();

  it.each(hands)("sees none on %s", async (hand) => {
    for (const seed of [0, 1, 2]) expect(contentInside((await pixelsOf(work(hand, seed))).copy)).toBeNull();
  });

  it.each([
    ["a white mat", { top: 30, bottom: 30, left: 30, right: 30 }, "#ffffff"],
    ["a black letterbox", { top: 48, bottom: 48 }, "#000000"],
    ["pillars", { left: 60, right: 60 }, "#101010"],
    ["an uneven scan margin", { top: 12, bottom: 40, left: 20, right: 9 }, "#f2efe6"],
  ] as const)("finds %s to within a pixel or two", async (_, by, background) => {
    for (const hand of ["flat", "oil", "wash"] as const) {
      const { copy, width, height } = await pixelsOf(await framed(work(hand), by, background), 9_999);
      const inside = contentInside(copy);
      const edge = { top: 0, bottom: 0, left: 0, right: 0, ...by };
      expect(Math.abs((inside?.left ?? 9) * width - edge.left)).toBeLessThanOrEqual(2);
      expect(Math.abs((inside?.top ?? 9) * height - edge.top)).toBeLessThanOrEqual(2);
      expect(Math.abs((1 - (inside?.right ?? 9)) * width - edge.right)).toBeLessThanOrEqual(2);
      expect(Math.abs((1 - (inside?.bottom ?? 9)) * height - edge.bottom)).toBeLessThanOrEqual(2);
    }
  });

  it("takes a drawing on a bare sheet, a plain sky over a plain sea and a plain colour for what they are", async () => {
    const draw = (inner: string) =>
      sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400">${inner}</svg>`))
        .png()
        .toBuffer();
    const disc = await draw(
      '<rect width="400" height="400" fill="#fff"/><circle cx="200" cy="200" r="120" fill="#b22"/>',
    );
    const sea = await draw(
      '<rect width="400" height="400" fill="#9cf"/><rect y="230" width="400" height="170" fill="#246"/>',
    );
    for (const picture of [disc, sea]) expect(contentInside((await pixelsOf(picture)).copy)).toBeNull();
    expect(contentInside(plain(300, 200, [30, 30, 30]))).toBeNull();
  });

  it("is not taken for sharpness: a blurred picture in a crisp frame stays blurred", async () => {
    const blurred = await sharp(work("oil")).blur(5).toBuffer();
    expect(
      (await measured(await framed(blurred, { top: 30, bottom: 30, left: 30, right: 30 }, "#fff"))).edges,
    ).toBeGreaterThan(1.6);
  });
});

describe("likeness", () => {
  const copies = {
    recompressed: (picture: Buffer) => sharp(picture).jpeg({ quality: 35 }),
    "a third of the size": (picture: Buffer) => sharp(picture).resize(170),
    mirrored: (picture: Buffer) => sharp(picture).flop(),
    "cropped by a tenth": (picture: Buffer) => sharp(picture).extract({ left: 26, top: 19, width: 460, height: 346 }),
    "cropped at one corner": (picture: Buffer) => sharp(picture).extract({ left: 50, top: 0, width: 462, height: 340 }),
    brighter: (picture: Buffer) => sharp(picture).linear(0.8, 40),
    softer: (picture: Buffer) => sharp(picture).blur(3),
  };
  const square = async (picture: Buffer) => layout(luma((await pixelsOf(picture)).copy));

  it.each(Object.entries(copies))("knows a copy that is %s", async (_, change) => {
    for (const hand of ["flat", "oil", "wash"] as const) {
      const copy = await square(await change(work(hand)).jpeg({ quality: 85 }).toBuffer());
      expect(likeness(await square(work(hand)), copy)).toBeGreaterThan(0.8);
    }
  });

  it("tells two pictures of one hand apart", async () => {
    for (const hand of ["flat", "oil", "ink", "wash"] as const) {
      const squares = await Promise.all([0, 1, 2].map((seed) => square(work(hand, seed))));
      for (const [one, other] of [
        [0, 1],
        [0, 2],
        [1, 2],
      ] as const) {
        expect(likeness(squares[one] ?? new Uint8Array(), squares[other] ?? new Uint8Array())).toBeLessThan(0.6);
      }
    }
  });

  it("is the same in both directions", async () => {
    const one = await square(work("oil"));
    const crop = await square(await copies["cropped by a tenth"](work("oil")).toBuffer());
    expect(likeness(one, crop)).toBeCloseTo(likeness(crop, one), 1);
  });

  it("correlates nothing with an even field", () => {
    expect(
      correlation(
        new Float32Array(9).fill(4),
        Float32Array.from({ length: 9 }, (_, at) => at),
      ),
    ).toBe(0);
  });
});

describe("palette", () => {
  it("measures the distance of two plain colours in ΔE along the axes", () => {
    const [black, grey] = [plain(96, 96, [0, 0, 0]), plain(96, 96, [119, 119, 119])].map((one) =>
      slices(sampleColours(one)),
    );
    const far = colourDistance(black ?? new Float32Array(), grey ?? new Float32Array());
    // ΔE is 50 along L*; the mean of its projections on the 13 axes is 50 × (1 + 4/√2 + 4/√3) / 13.
    expect(far).toBeCloseTo((50 * (1 + 4 / Math.SQRT2 + 4 / Math.sqrt(3))) / 13, 0);
  });

  it("is nothing between a picture and its mirror image, and grows with a change of key", async () => {
    const of = async (picture: Buffer) => slices(sampleColours((await pixelsOf(picture)).copy));
    const own = await of(work("oil"));
    expect(colourDistance(own, await of(await sharp(work("oil")).flop().toBuffer()))).toBeLessThan(1.5);
    expect(colourDistance(own, await of(await sharp(work("oil")).modulate({ hue: 120 }).toBuffer()))).toBeGreaterThan(
      5,
    );
  });

  it("finds the colours and their shares", () => {
    const half = plain(96, 96, [200, 30, 40]);
    half.data.set(plain(96, 48, [20, 40, 160]).data, 0);
    const found = palette([sampleColours(half)]);
    const share = (name: string) =>
      found.filter(({ hex: colour }) => colour === name).reduce((sum, one) => sum + one.share, 0);
    expect(share("#c81e28")).toBeCloseTo(0.5, 1);
    expect(share("#1428a0")).toBeCloseTo(0.5, 1);
    expect(found.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 6);
  });
});

it("costs little and keeps no picture", async () => {
  const { copy } = await pixelsOf(work("oil"));
  const before = performance.now();
  const { layout: square, colours, slices: along } = measure("it", copy);
  expect(performance.now() - before).toBeLessThan(500);
  expect(square.byteLength + colours.byteLength + along.byteLength).toBeLessThan(14_000);
});
