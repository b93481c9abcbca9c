import { join, split } from "../pixels/bands.ts";
import { blur } from "../pixels/blur.ts";
import type { Raster } from "../pixels/raster.ts";

/** One picture shining through another: 0 the first alone, 1 the second. */
export function dissolve(one: Raster, other: Raster, share: number): Raster {
  const data = new Uint8Array(one.data.length);
  for (let p = 0; p < data.length; p++) {
    data[p] = Math.max(0, Math.min(255, one.data[p] + (other.data[p] - one.data[p]) * share + 0.5));
  }
  return { ...one, data };
}

/** One picture with another in the part that is set, the two fading into each other within a few pixels. */
export function onlyIn(set: Uint8Array, one: Raster, other: Raster): Raster {
  const { width, height } = one;
  const data = new Uint8Array(one.data.length);
  for (let i = 0; i < set.length; i++) for (let k = 0; k < 3; k++) data[i * 3 + k] = set[i] * 255;
  const share = blur({ width, height, data }, Math.max(1, Math.round(Math.max(width, height) / 200))).data;
  for (let p = 0; p < data.length; p++) {
    data[p] = Math.max(0, Math.min(255, one.data[p] + ((other.data[p] - one.data[p]) * share[p]) / 255 + 0.5));
  }
  return { width, height, data };
}

/** Drives a picture further from another in its large masses of light and colour: 0 not at all, 1 twice as far. */
export function exaggerate(picture: Raster, from: Raster, share: number): Raster {
  const radius = Math.max(2, Math.round(Math.max(picture.width, picture.height) / 40));
  const own = blur(picture, radius).data;
  const theirs = blur(from, radius).data;
  const data = new Uint8Array(own.length);
  for (let p = 0; p < data.length; p++) {
    data[p] = Math.max(0, Math.min(255, picture.data[p] + (own[p] - theirs[p]) * share + 0.5));
  }
  return { ...picture, data };
}

/**
 * The forms of one picture in the large masses of light and colour of another (after Burt and Adelson 1983, A
 * Multiresolution Spline; Oliva, Torralba and Schyns 2006, Hybrid Images).
 * @param finest size in pixels of the finest forms that come from `masses`; those a quarter as large are all from `forms`
 */
export function minglePictures(forms: Raster, masses: Raster, finest: number): Raster {
  const count = Math.max(1, Math.floor(Math.log2(Math.min(forms.width, forms.height) / 4)));
  const one = split(forms, count);
  const other = split(masses, count);
  // Over two octaves one gives way to the other.
  const share = (size: number) => Math.max(0, Math.min(1, 0.5 + Math.log2(size / finest) / 2));
  one.bands.forEach(({ detail }, band) => {
    const much = share(2 ** band);
    const theirs = other.bands[band].detail;
    for (let p = 0; p < detail.length; p++) detail[p] += (theirs[p] - detail[p]) * much;
  });
  const much = share(2 ** count);
  one.rest.detail.forEach((value, p) => {
    one.rest.detail[p] = value + (other.rest.detail[p] - value) * much;
  });
  return join(one.bands, one.rest);
}
