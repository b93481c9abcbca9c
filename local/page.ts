import { readdirSync, statSync } from "node:fs";
import path from "node:path";

const sources = ["web", "src/contract", "src/api.ts", "vite.config.ts", "package.json", "package-lock.json"];

function newest(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return 0;
  // A folder's own time changes when a file of it is removed.
  return found.isDirectory()
    ? Math.max(found.mtimeMs, ...readdirSync(file).map((entry) => newest(path.join(file, entry))))
    : found.mtimeMs;
}

/** True if the built page in `dist` is missing or older than anything it is made of. */
export function pageIsStale(root: string): boolean {
  const built = statSync(path.join(root, "dist/index.html"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return sources.some((source) => newest(path.join(root, source)) > built);
}
