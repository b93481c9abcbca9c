import { gzipSync } from "node:zlib";

/** Kilobytes of JavaScript, gzip, that the first page may load. */
const TARGET = 60;

/** Says what the first page loads: the scripts its document names, and all they import at once, as gzip makes them. */
export async function firstLoad(site: string): Promise<string> {
  const document = await (await fetch(site)).text();
  const waiting = [...document.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, file]) => file ?? "");
  const seen = new Set<string>();
  let bytes = 0;
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const code = await (await fetch(new URL(file, site))).text();
    bytes += gzipSync(code, { level: 9 }).length;
    const imports = code.matchAll(/(?:from|import)\s*"(\.\/[^"]+\.js)"/g);
    for (const [, name] of imports) waiting.push(new URL(name ?? "", new URL(file, site)).pathname);
  }
  const kilobytes = bytes / 1_000;
  return `  ${kilobytes.toFixed(1)} kB of JavaScript (gzip) before a page's own, target ${TARGET} kB  ${kilobytes <= TARGET ? "met" : "MISSED"}`;
}
