import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import sharp from "sharp";
import type { GenerationList } from "#contract/generation";
import type { StyleDetail } from "#contract/styles";
import { inTime } from "../../engine/within.ts";
import type { Soaked } from "./artist.ts";

/** Resolves when the site answers again. */
export async function answers(url: string): Promise<void> {
  for (;;) {
    await sleep(100);
    const health = async (signal: AbortSignal) => (await fetch(`${url}/api/health`, { signal })).json();
    if (await inTime(new AbortController().signal, 1_000, health).catch(() => null)) return;
  }
}

/** Waits until every job has ended; what has not by then is told by the verdict. */
export async function rest(soaked: Soaked[], url: string, mostMs: number): Promise<number> {
  const begun = Date.now();
  const busy = async ({ client, promised }: Soaked) => {
    const lists = await Promise.all(
      ["PENDING", "PROCESSING"].map((status) =>
        client.get<GenerationList>(`/api/generations?status=${status}&limit=1`),
      ),
    );
    if (lists.some(({ generations }) => generations.length > 0)) return true;
    for (const styleId of promised.keys()) {
      const { training } = await client.get<StyleDetail>(`/api/styles/${styleId}`);
      if (training && !["COMPLETED", "FAILED", "CANCELED"].includes(training.status)) return true;
    }
    return false;
  };
  while (Date.now() - begun < mostMs) {
    await answers(url);
    const all = await Promise.all(soaked.map((one) => busy(one).catch(() => true)));
    if (!all.includes(true)) break;
    await sleep(1_000);
  }
  return Date.now() - begun;
}

/** What the artists were promised, fetched as they would. */
export async function promises(soaked: Soaked[]): Promise<string[]> {
  const broken: string[] = [];
  for (const { client, promised } of soaked) {
    for (const [styleId, kept] of promised) {
      const { images } = await client.get<StyleDetail>(`/api/styles/${styleId}`);
      for (const [id, hash] of kept) {
        const image = images.find((one) => one.id === id);
        if (!image) broken.push(`the confirmed picture ${id} is not in its style`);
        else if (
          createHash("sha256")
            .update(await client.download(image.originalUrl))
            .digest("hex") !== hash
        )
          broken.push(`the picture ${id} is not the one that was uploaded`);
      }
    }
    for (let cursor: string | null = ""; cursor !== null; ) {
      const list: GenerationList = await client.get(
        `/api/generations?status=COMPLETED&limit=100${cursor ? `&cursor=${cursor}` : ""}`,
      );
      for (const { id, outputUrl } of list.generations) {
        const bytes = outputUrl ? await client.download(outputUrl) : new Uint8Array();
        const decoded = await sharp(bytes)
          .raw()
          .toBuffer()
          .catch(() => null);
        if (!decoded) broken.push(`the completed picture ${id} does not decode`);
      }
      cursor = list.nextCursor;
    }
  }
  return broken;
}

/** The clock's work, several times: one sweep takes a bounded number of each kind. */
export async function swept(port: number): Promise<void> {
  for (let time = 0; time < 8; time += 1) {
    await fetch(`http://127.0.0.1:${port}/__scheduled?cron=*+*+*+*+*`).then((answer) => answer.arrayBuffer());
    await sleep(500);
  }
}
