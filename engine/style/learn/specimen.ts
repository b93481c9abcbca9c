import { toLab } from "../pixels/lab.ts";
import { type Raster, resize } from "../pixels/raster.ts";
import { type Decoded, decode, scale } from "./decode.ts";

/** Longer sides in pixels at which brushwork is studied, finest first. */
export const scales = [512, 256, 128, 64] as const;

/** Originals are kept at most this large: the longer side in pixels. */
const longest = 1024;

/** One picture laid out for study. */
export interface Specimen {
  name: string;
  caption: string | null;
  picture: Decoded;
  /** The picture at each of `scales`. */
  levels: Raster[];
}

/** @throws Error with a sentence that names the picture */
export async function prepare(name: string, bytes: Uint8Array, caption: string | null): Promise<Specimen> {
  const picture = await decode(name, bytes, longest);
  const at = (size: number): [number, number] => {
    const factor = size / Math.max(picture.width, picture.height);
    return [Math.max(24, Math.round(picture.width * factor)), Math.max(24, Math.round(picture.height * factor))];
  };
  const [width, height] = at(scales[0]);
  const levels = [toLab(await scale(picture, width, height), width, height)];
  for (const size of scales.slice(1)) levels.push(resize(levels.at(-1)!, ...at(size)));
  return { name, caption, picture, levels };
}
