import sharp from "sharp";
import type { Presigned, StyleImage } from "#contract/images";
import type { Style } from "#contract/styles";
import { corpus, type Specimen } from "./corpus.ts";
import type { Ground } from "./ground.ts";
import { type Findings, inLanes, knock, Tally } from "./report.ts";

/** Milliseconds; the largest honest picture of the corpus has 39 megapixels. */
const PATIENCE_MS = 20_000;

/** Every specimen is taken or refused as it must be; what is shown of it carries no metadata. */
export async function attackUploads({ attacker }: Ground): Promise<Findings> {
  const tally = new Tally("upload corpus");
  const { client } = attacker;
  const specimens = await corpus();
  tally.expect(specimens.length >= 60, `the corpus has ${specimens.length} files`);
  const shelves: string[] = [];
  for (let at = 0; at * 30 < specimens.length; at += 1) {
    shelves.push((await client.send<Style>("POST", "/api/styles", { name: `Corpus ${at}` })).id);
  }
  const send = async ({ name, bytes, fate }: Specimen, styleId: string) => {
    const { uploadUrl, imageId } = await client.send<Presigned>("POST", "/api/upload/presigned", {
      styleId,
      filename: `${name}.jpg`,
      contentType: "image/jpeg",
    });
    const { status, text, tookMs } = await knock(tally, uploadUrl, {
      method: "PUT",
      body: new Uint8Array(bytes),
      headers: { "Content-Type": "image/jpeg" },
    });
    const what = `${name} → ${status} ${text.slice(0, 100)}`;
    tally.expect((fate !== "refused" && status === 204) || (fate !== "taken" && status >= 400 && status < 500), what);
    tally.expect(tookMs < PATIENCE_MS, `${name} took ${Math.round(tookMs)} ms`);
    if (status !== 204) return;
    const image = await client.send<StyleImage>("POST", `/api/styles/${styleId}/images/confirm`, { imageId });
    const answer = await fetch(image.thumbnailUrl);
    const shown = await sharp(Buffer.from(await answer.arrayBuffer()))
      .metadata()
      .catch(() => null);
    tally.expect(
      shown !== null && shown.exif === undefined && shown.xmp === undefined && shown.iptc === undefined,
      `${name}: its thumbnail does not decode or carries metadata`,
    );
    tally.expect(
      /^image\//.test(answer.headers.get("Content-Type") ?? "") &&
        answer.headers.get("X-Content-Type-Options") === "nosniff",
      `${name}: its thumbnail may be taken for something else`,
    );
    const original = await fetch(image.originalUrl);
    await original.arrayBuffer();
    tally.expect(
      /sandbox|default-src 'none'/.test(original.headers.get("Content-Security-Policy") ?? ""),
      `${name}: its original could run`,
    );
  };
  await inLanes([...specimens.entries()], ([at, specimen]) => send(specimen, shelves[Math.floor(at / 30)]!), 3);
  return tally;
}
