import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

/** Makes bytes, or finds them as they were made before under the same name. */
export type Keep = (name: string, make: () => Promise<Uint8Array>) => Promise<Uint8Array>;

export const keepNothing: Keep = (_, make) => make();

/**
 * Keeps in a folder of their own what these sources make: an interrupted run goes on where it was, and after a change of
 * the sources everything is made anew.
 */
export async function keepFor(folder: string, sources: string[]): Promise<Keep> {
  const hash = createHash("sha256");
  for (const source of sources) {
    for (const name of (await readdir(source, { recursive: true })).sort()) {
      if (name.endsWith(".ts")) hash.update(name).update(await readFile(path.join(source, name)));
    }
  }
  const own = path.join(folder, hash.digest("hex").slice(0, 12));
  await mkdir(own, { recursive: true });
  return async (name, make) => {
    const file = path.join(own, createHash("sha256").update(name).digest("hex").slice(0, 24));
    const known = await readFile(file).catch(() => null);
    if (known) return known;
    const made = await make();
    // Whole or not at all, even if the run is ended meanwhile.
    await writeFile(`${file}.part`, made);
    await rename(`${file}.part`, file);
    return made;
  };
}
