import { expect, it } from "vitest";
import { privatePaths, publicPages } from "../../src/contract/site.ts";
import { SITE, send } from "../worker/artist.ts";

it("tells crawlers which pages are public, at the deployment's own address", async () => {
  const robots = await send("/robots.txt");
  expect(robots.headers.get("Content-Type")).toMatch(/^text\/plain/);
  const text = await robots.text();
  for (const path of privatePaths) expect(text).toContain(`Disallow: ${path}\n`);
  expect(text).toContain(`Sitemap: ${SITE}/sitemap.xml\n`);

  const map = await send("/sitemap.xml");
  expect(map.headers.get("Content-Type")).toMatch(/^application\/xml/);
  const places = [...(await map.text()).matchAll(/<loc>(.*?)<\/loc>/g)].map(([, place]) => place);
  expect(places).toEqual(publicPages.map((path) => `${SITE}${path}`));
});
