import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encode } from "../../engine/encode.ts";
import { bandCount, bandEnergies, split } from "../../engine/style/pixels/bands.ts";
import { toLab } from "../../engine/style/pixels/lab.ts";
import type { Raster } from "../../engine/style/pixels/raster.ts";
import type { Painting, PaintRequest } from "../../engine/style/studio.ts";
import { openAtelier, pngOf, workOf } from "./atelier.ts";
import { meanDeltaE } from "./measures/effect.ts";
import { thumbnailCorrelation } from "./measures/novelty.ts";

const side = 256;
/** Strength shows with few strokes as well. */
const effort = 4;
/** A picture to begin from, by neither of those who paint. */
const gouache = workOf("gouache", 1, side);

let atelier: Awaited<ReturnType<typeof openAtelier>>;
let known: Uint8Array;

beforeAll(async () => {
  atelier = await openAtelier(["woodblock", "impasto"]);
  known = await sharp(gouache.rgb, { raw: { width: gouache.width, height: gouache.height, channels: 3 } })
    .resize(side, side, { fit: "cover" })
    .raw()
    .toBuffer();
}, 300_000);
afterAll(() => atelier.close());

const raster = ({ rgb, width, height }: Painting): Raster => toLab(rgb, width, height);
const paint = async (hand: string, wish: Partial<PaintRequest>) =>
  raster(await atelier.paint(hand, { effort, ...wish }));
const rises = (values: number[]) => {
  for (const [i, value] of values.entries()) {
    if (i > 0) expect(value, `${values}`).toBeGreaterThan(values[i - 1]!);
  }
};

describe("lora_scale", { timeout: 300_000 }, () => {
  it("goes from nobody's style over the artist's to more than that, step by step", async () => {
    const steps: Raster[] = [];
    for (const strength of [0, 0.5, 1, 1.5]) steps.push(await paint("woodblock", { strength }));
    rises(steps.map((step) => meanDeltaE(steps[0]!, step)));
    expect(meanDeltaE(steps[0]!, steps[3]!)).toBeGreaterThan(1.1 * meanDeltaE(steps[0]!, steps[2]!));
    const fine = (step: Raster) => bandEnergies(step).reduce((sum, value) => sum + value, 0);
    expect(fine(steps[3]!)).toBeGreaterThan(1.08 * fine(steps[2]!));
  });

  it("comes evenly nearer to what was learned, on one composition", async () => {
    const whole = await paint("woodblock", {});
    const [near, far] = await Promise.all(
      [0.75, 0.5].map(async (strength) => meanDeltaE(whole, await paint("woodblock", { strength }))),
    );
    expect(near! / far!, `${near} of ${far}`).toBeGreaterThan(0.4);
    expect(near! / far!, `${near} of ${far}`).toBeLessThan(0.6);
  });

  it("at 0 paints nearly the same in any style, and at 1 does not", async () => {
    const apart = async (strength: number) =>
      meanDeltaE(await paint("woodblock", { strength }), await paint("impasto", { strength }));
    expect(await apart(0)).toBeLessThan(1);
    expect(await apart(1)).toBeGreaterThan(8);
  });

  it("at 0 with a second style paints in the second alone", async () => {
    const extra = { model: atelier.model("impasto"), strength: 1 };
    const second = await paint("woodblock", { strength: 0, extra });
    const own = await paint("impasto", {});
    const first = await paint("woodblock", {});
    expect(meanDeltaE(second, own)).toBeLessThan(0.5 * meanDeltaE(second, first));
  });
});

describe("prompt_strength", { timeout: 300_000 }, () => {
  it("goes from the picture to the prompt, step by step", async () => {
    const size = { width: 256, height: Math.round((256 * gouache.height) / gouache.width / 16) * 16 };
    const image = await pngOf(gouache);
    const wish = { ...size, image, prompt: "a city at night" };
    const start = raster(await atelier.paint("impasto", { effort, ...wish, promptStrength: 0 }));
    const steps: Raster[] = [];
    for (const promptStrength of [0.2, 0.5, 0.8, 1]) steps.push(await paint("impasto", { ...wish, promptStrength }));
    const scene = await paint("impasto", { ...size, prompt: wish.prompt });
    const far = steps.map((step) => meanDeltaE(start, step));
    rises(far);
    expect(far[0], "0.2 stays close").toBeLessThan(6);
    expect(far[2], "0.8 is far").toBeGreaterThan(15);
    const alike = steps.map((step) => thumbnailCorrelation(start, step));
    expect(alike[0]).toBeGreaterThan(0.97);
    expect(alike[2]).toBeLessThan(0.8);
    expect(meanDeltaE(scene, steps[3]!), "1 forgets the picture").toBe(0);
  });
});

type Open = (x: number, y: number) => boolean;
const inCircle =
  (cx: number, cy: number, radius: number): Open =>
  (x, y) =>
    Math.hypot(x - cx, y - cy) < radius;
const each = (open: Open) =>
  Uint8Array.from({ length: side * side }, (_, i) => (open(i % side, Math.floor(i / side)) ? 1 : 0));

/** Fills what is open, through the file a caller gets, and checks that nothing else changed. */
async function fill(open: Open, prompt: string, wish: Partial<PaintRequest> = {}, start = known): Promise<Uint8Array> {
  const white = each(open);
  const mask = await pngOf({
    width: side,
    height: side,
    rgb: Uint8Array.from({ length: side * side * 3 }, (_, p) => white[Math.floor(p / 3)]! * 255),
  });
  const image = await pngOf({ width: side, height: side, rgb: start });
  const painting = await atelier.paint("impasto", { image, mask, prompt, ...wish });
  const file = await encode(painting, "png", 80, "a test");
  const rgb = await sharp(file).raw().toBuffer();
  let changed = 0;
  white.forEach((value, i) => {
    for (let p = i * 3; !value && p < i * 3 + 3; p++) if (rgb[p] !== start[p]) changed++;
  });
  expect(changed, "bytes changed outside the mask").toBe(0);
  return rgb;
}

/** Mean difference between neighbours in the same row, over the pairs that are wanted. */
function step(rgb: Uint8Array, wanted: (x: number, y: number) => boolean): number {
  const { data } = toLab(rgb, side, side);
  let [sum, count] = [0, 0];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x + 1 < side; x++) {
      if (!wanted(x, y)) continue;
      const p = (y * side + x) * 3;
      for (let k = 0; k < 3; k++) sum += Math.abs(data[p + k]! - data[p + 3 + k]!);
      count++;
    }
  }
  return sum / count;
}

/** Mean detail at 1 to 4 px of the pixels that are wanted. */
function detail(rgb: Uint8Array, wanted: Open): number {
  let all = 0;
  for (const band of split(toLab(rgb, side, side), bandCount).bands.slice(0, 3)) {
    let [sum, count] = [0, 0];
    for (let y = 0; y < band.height; y++) {
      for (let x = 0; x < band.width; x++) {
        if (!wanted((x * side) / band.width, (y * side) / band.height)) continue;
        sum += Math.abs(band.detail[(y * band.width + x) * 3]!);
        count++;
      }
    }
    all += sum / count;
  }
  return all;
}

/** The border shows no more than brushwork does just outside it. */
const seamless = (rgb: Uint8Array, open: Open, most = 1.5) => {
  const near: Open = (x, y) => {
    const opens = [-12, 0, 12].flatMap((dx) => [-12, 0, 12].map((dy) => open(x + dx, y + dy)));
    return opens.includes(true) && opens.includes(false);
  };
  const border = step(rgb, (x, y) => open(x, y) !== open(x + 1, y));
  const outside = step(rgb, (x, y) => near(x, y) && !open(x, y) && !open(x + 1, y));
  expect(border).toBeLessThan(most * outside);
};

describe("a mask", { timeout: 300_000 }, () => {
  const water = inCircle(178, 200, 38);

  it("without a prompt is filled with what lies around, as sharp as that and without a seam", async () => {
    const filled = await fill(water, "");
    seamless(filled, water);
    const around = inCircle(178, 200, 56);
    const ratio =
      detail(filled, inCircle(178, 200, 32)) / detail(filled, (x, y) => around(x, y) && !inCircle(178, 200, 44)(x, y));
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.5);
  });

  it("holds what the prompt names, wholly inside it and as large as it fits", async () => {
    for (const prompt of ["a red boat", "a full moon"]) {
      const filled = await fill(water, prompt);
      // The thing's own outline may come near.
      seamless(filled, water, 2);
      const after = toLab(filled, side, side).data;
      const empty = toLab(await fill(water, ""), side, side).data;
      const differs = each((x, y) => {
        const p = (y * side + x) * 3;
        return (
          Math.hypot((after[p]! - empty[p]!) / 2.55, after[p + 1]! - empty[p + 1]!, after[p + 2]! - empty[p + 2]!) > 22
        );
      });
      const share = (ring: Open) => {
        const place = each(ring);
        return place.reduce((sum, one, i) => sum + one * differs[i]!, 0) / place.reduce((sum, one) => sum + one, 0);
      };
      expect(share(inCircle(178, 200, 34)), prompt).toBeGreaterThan(0.1);
      expect(
        share((x, y) => water(x, y) && !inCircle(178, 200, 36)(x, y)),
        `${prompt} is cut`,
      ).toBeLessThan(0.1);
    }
  });

  it("follows the strength in what the prompt sets into it, and has no seam at any", async () => {
    const sky = inCircle(120, 60, 44);
    const held: number[] = [];
    const whole = toLab(await fill(sky, "a full moon"), side, side).data;
    for (const strength of [0, 0.4]) {
      const filled = await fill(sky, "a full moon", { strength });
      seamless(filled, sky, 2);
      const { data } = toLab(filled, side, side);
      let [sum, count] = [0, 0];
      each(inCircle(120, 60, 24)).forEach((inside, i) => {
        if (!inside) return;
        for (let p = i * 3; p < i * 3 + 3; p++) sum += Math.abs(data[p]! - whole[p]!);
        count += 3;
      });
      held.push(sum / count);
    }
    // Nothing learned is further from all that is learned than a little of it.
    expect(held[0]).toBeGreaterThan(held[1]!);
    expect(held[1]).toBeGreaterThan(1);
  });

  it("on a larger canvas goes on with the picture, or with the prompt's scene", async () => {
    const [from, to] = [52, 204];
    const small = await sharp(known, { raw: { width: side, height: side, channels: 3 } })
      .resize(to - from, to - from)
      .raw()
      .toBuffer();
    const canvas = new Uint8Array(side * side * 3).fill(127);
    for (let y = 0; y < to - from; y++) {
      canvas.set(small.subarray(y * (to - from) * 3, (y + 1) * (to - from) * 3), ((y + from) * side + from) * 3);
    }
    const around: Open = (x, y) => x < from || y < from || x >= to || y >= to;
    for (const prompt of ["", "a village in the hills"]) {
      const filled = await fill(around, prompt, {}, canvas);
      seamless(filled, around);
      const inside: Open = (x, y) => x > from + 12 && y > from + 12 && x < to - 12 && y < to - 12;
      const far: Open = (x, y) => x < from - 12 || y < from - 12 || x > to + 12 || y > to + 12;
      expect(detail(filled, far) / detail(filled, inside), prompt).toBeGreaterThan(0.5);
    }
  });

  it("that opens nothing is refused with a sentence", async () => {
    await expect(fill(() => false, "a boat")).rejects.toThrow("The mask is black everywhere");
  });
});
