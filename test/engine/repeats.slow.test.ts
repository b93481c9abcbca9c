import sharp, { type Sharp } from "sharp";
import { expect, it } from "vitest";
import { hands } from "../../engine/hands/hands.ts";
import { paintOriginal } from "../../engine/hands/paint-originals.ts";
import { distinct } from "../../engine/style/learn/repeats.ts";
import { prepare, type Specimen } from "../../engine/style/learn/specimen.ts";

const size = 192;
const works = async (hand: string, count: number): Promise<Buffer[]> =>
  Promise.all(
    Array.from({ length: count }, (_, work) => {
      const { width, height, rgb } = paintOriginal(hand as never, work, { size });
      return sharp(rgb, { raw: { width, height, channels: 3 } })
        .png()
        .toBuffer();
    }),
  );
const specimen = (bytes: Uint8Array, name: string, caption: string | null = null): Promise<Specimen> =>
  prepare(name, bytes, caption);

it("keeps every one of an artist's own works", { timeout: 120_000 }, async () => {
  for (const { id } of hands) {
    const all = await Promise.all((await works(id, 8)).map((bytes, i) => specimen(bytes, String(i))));
    expect(
      distinct(all).map(({ name }) => name),
      id,
    ).toEqual(all.map(({ name }) => name));
  }
});

it("keeps works that differ only in what stands on a calm ground", async () => {
  const at = (left: number, top: number) =>
    sharp({ create: { width: 240, height: 240, channels: 3, background: "#e8e2d4" } })
      .composite([{ input: { create: { width: 60, height: 60, channels: 3, background: "#9a8f80" } }, left, top }])
      .png()
      .toBuffer();
  const pale = await Promise.all([at(20, 20), at(160, 150), at(90, 90)].map(async (b, i) => specimen(await b, `${i}`)));
  expect(distinct(pale)).toHaveLength(3);
});

it("lets a copy count once, with the captions of both and the larger picture", async () => {
  const [first, second] = (await works(hands[0]!.id, 2)) as [Buffer, Buffer];
  const { width = 0, height = 0 } = await sharp(first).metadata();
  const inset = { left: Math.round(width * 0.05), top: Math.round(height * 0.05) };
  const crop = { ...inset, width: width - 2 * inset.left, height: height - 2 * inset.top };
  const copies: Record<string, Sharp> = {
    "compressed again": sharp(first).jpeg({ quality: 35 }),
    "made smaller": sharp(first)
      .resize(Math.round(width * 0.4))
      .png(),
    cropped: sharp(first).extract(crop).png(),
    mirrored: sharp(first).flop().png(),
    lighter: sharp(first).linear(1.03, 6).png(),
  };
  for (const [how, copy] of Object.entries(copies)) {
    const bytes = await copy.toBuffer();
    for (const pair of [
      [bytes, first],
      [first, bytes],
    ] as const) {
      const [a, b, other] = [
        await specimen(pair[0], "a", "sea"),
        await specimen(pair[1], "b", "boat"),
        await specimen(second, "other"),
      ] as const;
      const kept = distinct([a, other, b]);
      expect(kept, how).toHaveLength(2);
      expect(kept[0]!.caption, how).toBe("sea; boat");
      const most = Math.max(a.picture.width, b.picture.width);
      expect(kept[0]!.picture.width, how).toBe(most);
      expect(kept[1]!.name).toBe("other");
    }
  }
});
