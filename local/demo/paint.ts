import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { launch } from "../child.ts";
import { Refusal } from "../refusal.ts";

/** The invented artist's exhibition. */
export const PAINTED = 24;
/** Long side in pixels. */
const SIZE = 768;
const MOST_PAINTERS = 4;

/** Paints the originals into a folder on as many cores as there are and answers the folder. */
export async function paintOriginals(out: string, progress: (done: number) => void): Promise<string> {
  const folder = path.resolve(out, "originals");
  const painters = Math.min(availableParallelism(), MOST_PAINTERS);
  let done = 0;
  const paint = async (first: number) => {
    const log = path.join(out, `painting-${first}.log`);
    const place = [folder, first, painters, PAINTED, SIZE].map(String);
    const painting = launch({
      command: process.execPath,
      args: ["--import", "tsx", "local/demo/artist.ts", ...place],
      log,
      fresh: true,
      heard: (line) => {
        if (!line.startsWith("painted ")) return true;
        done += 1;
        progress(done);
        return false;
      },
    });
    const { code, how } = await painting.ended;
    if (code !== 0)
      throw new Refusal(`Painting the originals failed (${how}):\n${(await readFile(log, "utf8")).trim()}`);
  };
  await Promise.all(Array.from({ length: painters }, (_, first) => paint(first)));
  return folder;
}
