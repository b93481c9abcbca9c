import type { Presigned, StyleImage } from "#contract/images";
import { type Client, SiteProblem } from "./client.ts";
import type { Picture } from "./pictures.ts";

/** As many at once as a browser would. */
const LANES = 4;

async function uploadOne(client: Client, styleId: string, picture: Picture): Promise<StyleImage> {
  const { filename, type, bytes, caption } = picture;
  const signed = await client.send<Presigned>("POST", "/api/upload/presigned", {
    styleId,
    filename,
    contentType: type,
  });
  await client.put(signed.uploadUrl, bytes, type).catch((error: unknown) => {
    // The first try arrived and only its answer was lost.
    if (!(error instanceof SiteProblem && error.code === "ALREADY_UPLOADED")) throw error;
  });
  const image = await client.send<StyleImage>("POST", `/api/styles/${styleId}/images/confirm`, {
    imageId: signed.imageId,
  });
  if (caption === null) return image;
  return client.send<StyleImage>("PATCH", `/api/styles/${styleId}/images/${image.id}`, { caption });
}

/** Uploads, confirms and captions every picture, a few at a time; stops at the first that fails for good. */
export async function upload(
  client: Client,
  styleId: string,
  pictures: Picture[],
  progress: (done: number) => void,
): Promise<StyleImage[]> {
  const images: StyleImage[] = [];
  const waiting = [...pictures];
  const lane = async () => {
    for (let picture = waiting.shift(); picture; picture = waiting.shift()) {
      images.push(await uploadOne(client, styleId, picture));
      progress(images.length);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return images;
}
