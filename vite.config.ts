import path from "node:path";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

const page = (file: string) => path.join(import.meta.dirname, "web", file);

export default defineConfig({
  root: "web",
  publicDir: "public",
  plugins: [solid(), tailwindcss()],
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
