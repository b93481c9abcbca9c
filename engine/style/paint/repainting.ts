import { hash } from "../pixels/random.ts";
import { pixelsOf, type Raster, resize } from "../pixels/raster.ts";
import { structureTensor } from "../pixels/structure-tensor.ts";
import { shiftOf, transport } from "../pixels/transport.ts";
import type { Style } from "../style.ts";
import { raiseDetail } from "./detail.ts";
import { minglePictures } from "./mingling.ts";
import { restroke } from "./restroking.ts";
import { preferSources } from "./sources.ts";
import type { Sketch } from "./stretch.ts";

/** Largest gains of detail at 1, 2, 4 and 8 px of a 512 px picture. */
const caps = [1.8, 1.8, 1.5, 1.3];

/** From this freedom on the prompt's own forms come in; at the end the picture no longer shows. */
const formsFrom = 0.5;

/** Size in pixels of a 512 px picture of the finest forms the prompt leaves to the picture: just after it comes in, and last. */
const firstForms = 6;
const lastForms = 400;

/**
 * Mixes a picture with the prompt's scene as an image to image model does that first drowns the picture in noise (Meng et
 * al. 2022, SDEdit): fine forms drown first, large masses of light and colour last.
 */
export function drown(picture: Raster, scene: Raster, freedom: number): Raster {
  if (freedom <= formsFrom) return picture;
  const way = (freedom - formsFrom) / (1 - formsFrom);
  const unit = Math.max(picture.width, picture.height) / 512;
  return minglePictures(scene, picture, firstForms * (lastForms / firstForms) ** way * unit);
}

/** How much of the finished painting is laid over the picture: all of it from half freedom on. */
export const coverOf = (freedom: number): number => Math.min(1, 2 * freedom) ** 1.25;

/**
 * Makes a picture the sketch of a painting in the artist's colours and strokes (image to image).
 * @param freedom 0 keeps the picture's drawing and colours, 1 only its composition
 * @param scene a sketch of the prompt's scene: its colours lead where the prompt asks for another light
 */
export function sketchPicture(
  picture: Raster,
  style: Style,
  scene: Sketch,
  freedom: number,
  strength: number,
  seed: number,
): Sketch {
  const palette = blendPalettes(style.palette, scene.guide, 0.5 * freedom);
  const share = Math.min(0.95, (0.1 + 1.1 * freedom) * Math.min(1.2, strength));
  const coloured = recolour(picture, palette, share, hash(seed, "recolour"));
  const mixed = drown(coloured, scene.guide, freedom);
  const boldness = Math.min(1, 1.6 * freedom * strength);
  const stroked = restroke(mixed, style, boldness, 0.35 * freedom, hash(seed, "restroke"));
  const layers = new Uint8Array(pixelsOf(picture));
  const detail = [style.bands.map((band) => band * Math.min(1.2, strength))];
  const guide = raiseDetail(stroked, { regions: layers, wanted: detail }, caps, 1);
  return {
    guide,
    hold: holdEdges(mixed, freedom),
    layers,
    detail,
    regions: layers,
    ...preferSources(style, []),
    materials: style.materials.length,
    open: null,
    continues: -1,
  };
}

/** The style's palette with a share of its samples replaced by colours of the scene. */
function blendPalettes(palette: Uint8Array, scene: Raster, share: number): Uint8Array {
  const small = resize(scene, 64, 64).data;
  const out = palette.slice();
  const samples = out.length / 3;
  for (let i = 0; i < Math.floor(samples * share); i++) {
    const p = (i % 4096) * 3;
    out.set(small.subarray(p, p + 3), Math.floor(i / share) * 3);
  }
  return out;
}

function recolour(picture: Raster, palette: Uint8Array, share: number, seed: number): Raster {
  const colours = transport(picture, palette, seed, 18);
  const data = new Uint8Array(picture.data.length);
  const shift = new Float32Array(3);
  for (let p = 0; p < data.length; p += 3) {
    shiftOf(colours, picture.data, p, shift);
    for (let k = 0; k < 3; k++) data[p + k] = Math.max(0, Math.min(255, picture.data[p + k] + shift[k] * share + 0.5));
  }
  return { ...picture, data };
}

/** The picture's edges hold; the less freedom, the more its surfaces hold too. */
function holdEdges(picture: Raster, freedom: number): Uint8Array {
  const tensor = structureTensor(picture, 2);
  const least = 255 * (1 - freedom);
  return Uint8Array.from({ length: pixelsOf(picture) }, (_, i) =>
    Math.min(255, Math.max(least, tensor[i * 3 + 2] * (2.4 - 1.2 * freedom))),
  );
}
