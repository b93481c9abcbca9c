/** A decoder that has said nothing for so long is stuck, ms. */
const PATIENCE = 60_000;

/**
 * Decodes HEVC stills where the browser cannot (all but Safari), by libheif compiled to plain JavaScript: about 730 KB gzip, fetched with the
 * first such file, no eval and no WebAssembly. It runs in a worker of its own from a blob, which the headers allow to this script alone.
 */
export async function decodeHeic(file: Blob): Promise<ImageBitmap> {
  const { heicTo } = await import("heic-to/csp");
  let alarm: ReturnType<typeof setTimeout> | undefined;
  const stuck = new Promise<never>((_, reject) => {
    alarm = setTimeout(() => reject(new Error("The HEIC decoder did not answer.")), PATIENCE);
  });
  try {
    return await Promise.race([heicTo({ blob: file, type: "bitmap" }), stuck]);
  } finally {
    clearTimeout(alarm);
  }
}
