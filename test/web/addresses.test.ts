import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { pagesOf, sitemap } from "./page-weight.ts";

const built = (file: string) => readFileSync(path.join(import.meta.dirname, "../../dist", file), "utf8");
const rules = built("_redirects")
  .trim()
  .split("\n")
  .map((line) => line.split(" "));
const sources = rules.map(([source]) => source);

it("answers 200 for each page of the sitemap and for nothing else", () => {
  const pages = pagesOf(sitemap()).flatMap(([route]) =>
    route === "/generate/:id?" ? ["/generate", "/generate/:id"] : [route],
  );
  const addresses = pages.filter((route) => route !== "/" && route !== "*");
  expect(addresses.length).toBeGreaterThan(20);
  expect(new Set(sources)).toEqual(new Set(addresses.flatMap((route) => [route, `${route}/`])));
  expect(new Set(rules.map(([, target, status]) => `${target} ${status}`))).toEqual(new Set(["/ 200"]));
});

it("writes rules the platform takes: those with a name in them last", () => {
  const firstNamed = sources.findIndex((source) => source?.includes(":"));
  expect(sources.slice(firstNamed).every((source) => source?.includes(":"))).toBe(true);
});

it("answers any other address with the page itself, which then says that nothing hangs there", () => {
  expect(built("404.html")).toBe(built("index.html"));
});
