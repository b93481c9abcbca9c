import { expect, it } from "vitest";
import { BUDGET, filesOf, gzipped, pagesOf, sitemap } from "./page-weight.ts";

const pages = pagesOf(sitemap());

it("reads every page of the sitemap", () => {
  expect(pages).toContainEqual(["/", ["pages/home.tsx"]]);
  expect(pages).toContainEqual(["/styles/:id", ["pages/studio.tsx", "pages/style.tsx"]]);
  expect(pages).toContainEqual(["*", ["pages/not-found.tsx"]]);
});

it.each(pages)("%s stays within its bytes of JavaScript", (route, modules) => {
  const files = filesOf(modules);
  const total = files.reduce((sum, file) => sum + gzipped(file), 0);
  const most = route === "/" ? BUDGET.home : BUDGET.any;
  const parts = files.map((file) => `${(gzipped(file) / 1_000).toFixed(1)} kB ${file}`).join("\n");
  expect(total, `${route} loads ${(total / 1_000).toFixed(1)} kB of JavaScript:\n${parts}`).toBeLessThanOrEqual(most);
});
