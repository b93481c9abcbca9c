import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const root = path.join(import.meta.dirname, "../..");
const dist = path.join(root, "dist");

interface Chunk {
  file: string;
  imports?: string[];
  isEntry?: boolean;
}

/** Most bytes of JavaScript, gzip, that a first load may cost. */
export const BUDGET = { home: 35_000, any: 80_000 } as const;

/** Source module → the chunk it became, as vite's manifest of the last build tells. */
const manifest = (): Record<string, Chunk> => JSON.parse(readFileSync(path.join(dist, ".vite/manifest.json"), "utf8"));

const sizes = new Map<string, number>();
export function gzipped(file: string): number {
  const known = sizes.get(file);
  if (known !== undefined) return known;
  const size = gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length;
  sizes.set(file, size);
  return size;
}

/** Route → the page modules that are loaded for it, outermost first, read from the sitemap itself. */
export function pagesOf(source: string): [route: string, modules: string[]][] {
  const found: [string, string[]][] = [];
  let frame: string | undefined;
  for (const line of source.split("\n")) {
    const module = /import\("\.\/(.+?)"\)/.exec(line)?.[1];
    const route = /path: "(.+?)"/.exec(line)?.[1];
    if (module && route) found.push([route, frame === undefined ? [module] : [frame, module]]);
    else if (module) frame = module;
    else if (/^\s*\],/.test(line)) frame = undefined;
  }
  return found;
}

/** All files of JavaScript that the start page and these modules import, directly or not. */
export function filesOf(modules: string[]): string[] {
  const chunks = manifest();
  const files = new Set<string>();
  const walk = (name: string) => {
    const chunk = chunks[name];
    if (!chunk) throw new Error(`${name} is not in the build.`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports?.forEach(walk);
  };
  ["index.html", ...modules].forEach(walk);
  return [...files].filter((file) => file.endsWith(".js"));
}

export const sitemap = () => readFileSync(path.join(root, "web/routes.tsx"), "utf8");
