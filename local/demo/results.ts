import { writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import type { Generation } from "#contract/generation";
import { Refusal } from "../refusal.ts";
import type { Client } from "./client.ts";

const CELL = 320;
const GAP = 8;

/** Downloads a picture, checks that it is one, and writes it. Answers the file's path. */
export async function keepPicture(client: Client, url: string | null, folder: string, stem: string): Promise<string> {
  if (url === null) throw new Refusal(`The site calls ${stem} ready, but names no picture.`);
  const bytes = await client.download(url);
  const about = await sharp(bytes)
    .metadata()
    .catch(() => null);
  if (!about) throw new Refusal(`What the site sent as ${stem} is not a picture.`);
  const file = path.join(folder, `${stem}.${about.format === "jpeg" ? "jpg" : about.format}`);
  await writeFile(file, bytes);
  return file;
}

/** A name that tells prompt and seed, so that the picture can be made again. */
export const stemOf = (generation: Generation): string => {
  const words =
    generation.prompt
      .normalize("NFKD")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return `${words.join("-").slice(0, 60) || "picture"}-${generation.seed}`;
};

/** Draws originals above results on one sheet, so that the eye can judge the likeness. */
export async function drawSheet(file: string, originals: (string | Uint8Array)[], results: string[]): Promise<void> {
  const columns = Math.max(results.length, 4);
  const rows = [originals.slice(0, columns), results.slice(0, columns)];
  const cells = rows.flatMap((row, y) =>
    row.map(async (picture, x) => ({
      input: await sharp(picture).rotate().resize(CELL, CELL, { fit: "cover" }).png().toBuffer(),
      left: GAP + x * (CELL + GAP),
      top: GAP + y * (CELL + GAP),
    })),
  );
  const size = (cells: number) => GAP + cells * (CELL + GAP);
  await sharp({ create: { width: size(columns), height: size(rows.length), channels: 3, background: "#111118" } })
    .composite(await Promise.all(cells))
    .jpeg({ quality: 90 })
    .toFile(file);
}
