import { appendFileSync } from "node:fs";
import path from "node:path";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import solid from "vite-plugin-solid";

const page = (file: string) => path.join(import.meta.dirname, "web", file);

/**
 * Home's own chunk and the first picture of its wall travel with its first bytes: without the hint they are asked for one after the other once
 * the page runs. The picture is named as `web/pages/wall.tsx` asks for it.
 */
const hints = (): Plugin => ({
  name: "hints",
  apply: "build",
  writeBundle({ dir }, bundle) {
    const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
    const home = chunks.find(({ facadeModuleId }) => facadeModuleId === page("pages/home.tsx"));
    if (!dir || !home) throw new Error("Home has no chunk of its own.");
    const modules = [home.fileName, ...home.imports].map((file) => `</${file}>; rel=modulepreload`);
    const art = "/art/impasto";
    const picture = `<${art}-640.webp>; rel=preload; as=image; fetchpriority=high; imagesrcset="${art}-640.webp 640w, ${art}.webp 1088w"; imagesizes="(min-width: 640px) 486px, 379px"`;
    appendFileSync(path.join(dir, "_headers"), `\n/\n  Link: ${[...modules, picture].join(", ")}\n`);
  },
});

export default defineConfig({
  root: "web",
  publicDir: "public",
  plugins: [solid(), tailwindcss(), hints()],
  worker: { format: "es" },
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    // What each page loads is counted from it (test/web/first-load.test.ts); .assetsignore keeps it at home.
    manifest: true,
    rollupOptions: {
      // Schemas are made when a file of the contract is read; a page that wants its numbers alone takes none of them along.
      treeshake: { moduleSideEffects: [{ test: /src\/contract\//, sideEffects: false }] },
      input: { index: page("index.html"), offline: page("offline.html"), sw: page("offline/sw.ts") },
      output: {
        // A service worker rules over the folder it lies in, and is found again by its name.
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
