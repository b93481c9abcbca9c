import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import solid from "vite-plugin-solid";

const page = (file: string) => path.join(import.meta.dirname, "web", file);

/**
 * Home's own chunk and the first picture of its wall travel with its first bytes: without the hint they are asked for one after the other once
 * the page runs. The picture, which only browsers that read AVIF fetch by the hint, is named as `web/pages/wall.tsx` asks for it.
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
    const picture = `<${art}-768.avif>; rel=preload; as=image; type="image/avif"; fetchpriority=high; imagesrcset="${art}-768.avif 768w, ${art}.avif 1088w"; imagesizes="(min-width: 640px) 486px, 379px"`;
    appendFileSync(path.join(dir, "_headers"), `\n/\n  Link: ${[...modules, picture].join(", ")}\n`);
  },
});

/**
 * What of the sitemap is a page answers 200; every other address answers 404, with the same file, which then shows that nothing hangs there.
 * A rule with 200 answers with what lies at its target: https://developers.cloudflare.com/workers/static-assets/redirects/
 */
const addresses = (): Plugin => ({
  name: "addresses",
  apply: "build",
  writeBundle({ dir }) {
    if (!dir) throw new Error("The page has no folder to lie in.");
    const sitemap = readFileSync(page("routes.tsx"), "utf8");
    const written = [...sitemap.matchAll(/path: "(\/[^"]+)"/g)].flatMap(([, path = ""]) =>
      path.endsWith("?") ? [path.slice(0, path.lastIndexOf("/")), path.slice(0, -1)] : [path],
    );
    const rules = written.flatMap((path) => [`${path} / 200`, `${path}/ / 200`]);
    // The platform wants those with a name in them last.
    rules.sort((a, b) => Number(a.includes(":")) - Number(b.includes(":")));
    writeFileSync(path.join(dir, "_redirects"), `${rules.join("\n")}\n`);
    copyFileSync(path.join(dir, "index.html"), path.join(dir, "404.html"));
  },
});

export default defineConfig({
  root: "web",
  publicDir: "public",
  plugins: [solid(), tailwindcss(), hints(), addresses()],
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
