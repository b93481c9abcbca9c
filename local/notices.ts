import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Writes NOTICES.md: every package that becomes part of the page or the Worker, with its licence. Read from the lockfile and
 * from the packages themselves; packages that only build, run or test the project here are not distributed.
 */
const root = path.join(import.meta.dirname, "..");
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), "utf8"));
const licenceFile = /^(?:licen[cs]e|copying)(?:[.-].*)?$/i;

interface Entry {
  version?: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
}

const text = (file: string) => readFileSync(file, "utf8").replace(/\r/g, "").trim();
const fenced = (words: string) => `\n\n\`\`\`text\n${words}\n\`\`\``;

/** What a package's own files leave out: what is compiled into it, and the licences its licence builds on. */
const beside: Record<string, string> = {
  "heic-to": `\n\nIt contains [libheif](https://github.com/strukturag/libheif) and [libde265](https://github.com/strukturag/libde265) (LGPL-3.0), compiled to
JavaScript; its own source is at https://github.com/hoppergee/heic-to. It is used unchanged and stays a file of its own in the built
page, fetched with the first HEIC picture, so that it can be exchanged for another build. Its licence adds to the GNU General Public License:${fenced(text(path.join(import.meta.dirname, "licences/gpl-3.0.txt")))}`,
};

const { packages } = read("package-lock.json") as { packages: Record<string, Entry> };

const sections = Object.entries(packages)
  .filter(([place, { dev, devOptional, optional }]) => place !== "" && !dev && !devOptional && !optional)
  .map(([place, { version = "", license = "unknown" }]) => {
    const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
    const folder = path.join(root, place);
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => licenceFile.test(file)) : [];
    const body = files.map((file) => fenced(text(path.join(folder, file)))).join("");
    return { name, version, text: `## ${name} ${version}\n\nLicence: ${license}${body}${beside[name] ?? ""}` };
  })
  .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));

const head = `# Third-party notices

What ArtistCloner is made of besides its own code (see LICENSE): the packages below become part of the page or the Worker.
Written by \`npm run generate:notices\`.
`;
writeFileSync(path.join(root, "NOTICES.md"), `${[head.trim(), ...sections.map(({ text }) => text)].join("\n\n")}\n`);
