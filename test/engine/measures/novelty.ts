import { type Raster, resize } from "../../../engine/style/pixels/raster.ts";

/** Correlation of two pictures' lightness as thumbnails of 32 × 32: 1 the same composition. */
export function thumbnailCorrelation(a: Raster, b: Raster): number {
  return correlation(thumbnail(a), thumbnail(b));
}

/** Lightness at 32 × 32. */
export function thumbnail(picture: Raster): Float32Array {
  const { data } = resize(picture, 32, 32);
  return Float32Array.from({ length: 1024 }, (_, i) => data[i * 3]!);
}

/** Pearson's correlation. */
export function correlation(a: Float32Array, b: Float32Array): number {
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb || 1);
}
