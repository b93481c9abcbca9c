import sharp from "sharp";

/** A decoded picture: sRGB, three bytes a pixel, upright, no transparency. */
export interface Decoded {
  width: number;
  height: number;
  rgb: Uint8Array;
}

/** A picture of more pixels than this is refused rather than risk the memory of the whole service. */
const mostPixels = 120_000_000;

/**
 * Decodes any picture to sRGB bytes: orientation applied, the first frame of an animation, transparency on white,
 * grey, 16-bit, CMYK and profiled pictures converted. The longer side is at most `longest` pixels.
 * @throws Error with a sentence that names the picture
 */
export async function decode(name: string, bytes: Uint8Array, longest: number): Promise<Decoded> {
  if (bytes.length === 0) throw new Error(`The picture ${name} is empty.`);
  try {
    const picture = sharp(bytes, { pages: 1, limitInputPixels: mostPixels, failOn: "error" });
    if ((await picture.metadata()).format === "svg") throw new Error("A drawing has no pixels of its own.");
    const { data, info } = await picture
      .rotate()
      // Without it a profile is passed over in pictures of 16 bits.
      .pipelineColourspace("srgb")
      .resize(longest, longest, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, rgb: data };
  } catch (cause) {
    const limit = cause instanceof Error && cause.message.includes("pixel limit");
    throw new Error(
      limit
        ? `The picture ${name} has too many pixels.`
        : `The picture ${name} cannot be read: it is damaged or not a picture.`,
      { cause },
    );
  }
}

/** Encodes an exemplar for the model file, without subsampling the colour of its strokes. */
export async function encodeJpeg({ width, height, rgb }: Decoded, quality: number): Promise<Uint8Array> {
  const image = sharp(rgb, { raw: { width, height, channels: 3 } });
  return new Uint8Array(await image.jpeg({ quality, chromaSubsampling: "4:4:4" }).toBuffer());
}

/** Resizes to exactly `width` × `height`. */
export async function scale(picture: Decoded, width: number, height: number): Promise<Uint8Array> {
  return sharp(picture.rgb, { raw: { width: picture.width, height: picture.height, channels: 3 } })
    .resize(width, height, { fit: "fill", kernel: width < picture.width ? "cubic" : "lanczos3" })
    .raw()
    .toBuffer();
}
