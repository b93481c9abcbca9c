import { Hono } from "hono";
import { privatePaths, publicPages } from "../contract/site.ts";
import type { AppEnv } from "./ctx.ts";

/** Both change with a release only. */
const AN_HOUR = "public, max-age=3600";

/** What search engines may read; addresses are the deployment's own, from APP_URL. */
export const crawlerRoutes = new Hono<AppEnv>()
  .get("/robots.txt", (c) => {
    const lines = [
      "User-agent: *",
      ...privatePaths.map((path) => `Disallow: ${path}`),
      "Allow: /",
      "",
      `Sitemap: ${c.var.ctx.settings.APP_URL}/sitemap.xml`,
      "",
    ];
    return c.text(lines.join("\n"), 200, { "Cache-Control": AN_HOUR });
  })
  .get("/sitemap.xml", (c) => {
    const pages = publicPages.map((path) => `<url><loc>${c.var.ctx.settings.APP_URL}${path}</loc></url>`);
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${pages.join("\n")}\n</urlset>\n`;
    return c.body(body, 200, { "Content-Type": "application/xml; charset=utf-8", "Cache-Control": AN_HOUR });
  });
