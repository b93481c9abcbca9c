import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The link in the newest mail of this subject to this address, from the file a person would open; others get mail too. */
export async function mailedLink(stateDir: string, words: string, address: string, tries = 100): Promise<string> {
  const folder = path.join(stateDir, "mail");
  for (; tries > 0; tries -= 1) {
    const newest = (existsSync(folder) ? readdirSync(folder) : [])
      .filter((file) => file.endsWith(".html") && file.includes(words))
      .filter((file) => readFileSync(path.join(folder, file.replace(/html$/, "eml")), "utf8").includes(`<${address}>`))
      .sort()
      .at(-1);
    const link = newest && /href="([^"]+)"/.exec(readFileSync(path.join(folder, newest), "utf8"))?.[1];
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no mail “${words}” came`);
}
