import path from "node:path";
import { build, type Rollup } from "vite";

const root = path.join(import.meta.dirname, "../..");

/** One file of JavaScript with everything that `entry` (from the project's root) imports. */
export async function bundle(entry: string): Promise<string> {
  const result = (await build({
    root,
    configFile: false,
    logLevel: "silent",
    resolve: { conditions: ["workerd", "worker", "module", "import"] },
    ssr: { noExternal: true, target: "webworker" },
    build: { ssr: entry, write: false, minify: false, rollupOptions: { external: [/^cloudflare:/, /^node:/] } },
  })) as Rollup.RollupOutput;
  return result.output[0].code;
}
