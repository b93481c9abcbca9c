import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { crc32 } from "node:zlib";
import sharp from "sharp";
import { paintOriginal } from "../../engine/hands/paint-originals.ts";
import { openStudio, type Painting, type PaintRequest } from "../../engine/style/studio.ts";

/** Works of a hand, small. */
export const workOf = (hand: string, work: number, size: number) => paintOriginal(hand, work, { size });

export const pngOf = (picture: { width: number; height: number; rgb: Uint8Array }): Promise<Buffer> =>
  sharp(picture.rgb, { raw: { width: picture.width, height: picture.height, channels: 3 } })
    .png()
    .toBuffer();

/** A studio that has learned a few small works of some hands, for tests of what is painted. */
export async function openAtelier(hands: string[], size = 256) {
  const folder = await mkdtemp(path.join(tmpdir(), "atelier-"));
  const studio = openStudio({ threads: 2 });
  const { signal } = new AbortController();
  const painted = new Map<string, Promise<Painting>>();
  const model = (hand: string) => path.join(folder, `${hand}.model`);
  for (const hand of hands) {
    const pictures = await Promise.all(
      [0, 1, 2, 3, 4].map(async (work) => {
        const original = workOf(hand, work, 384);
        return { name: `${work}.png`, bytes: new Uint8Array(await pngOf(original)), caption: original.caption };
      }),
    );
    await writeFile(model(hand), await studio.learn({ pictures, steps: 60, seed: 1, onStep: () => {}, signal }));
  }
  return {
    model,
    /** The same wish is painted once. */
    paint(hand: string, wish: Partial<PaintRequest>): Promise<Painting> {
      const request = {
        model: model(hand),
        prompt: "a calm lake below mountains",
        seed: 3,
        width: size,
        height: size,
        strength: 1,
        effort: 8,
        ...wish,
      };
      const { image, mask, ...words } = request;
      const pictures = [image, mask].map((bytes) => bytes && crc32(bytes));
      const key = JSON.stringify([words, pictures]);
      const painting = painted.get(key) ?? studio.paint({ ...request, signal });
      painted.set(key, painting);
      return painting;
    },
    async close() {
      await studio.close();
      await rm(folder, { recursive: true });
    },
  };
}
