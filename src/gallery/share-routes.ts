import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { shareUrlOf } from "../generation/standing.ts";
import type { AppEnv } from "../http/ctx.ts";
import { cardKey, sharedPicture } from "./share.ts";
import { LOOK, nothingSharedHere, sharePage } from "./share-page.ts";

/** A document may show its one style and pictures of this site, and nothing else. */
const POLICY = [
  "default-src 'none'",
  "img-src 'self'",
  `style-src 'sha256-${createHash("sha256").update(LOOK).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** No copy outlives a revocation: whoever keeps one asks again each time. */
const ASK_AGAIN = "no-cache";

/** Stands before everything else, so that it has the last word: a share page is a document, all other answers are data. */
export const asDocument = createMiddleware(async (c, next) => {
  await next();
  c.header("Content-Security-Policy", POLICY);
});

const UNLISTED = { "X-Robots-Tag": "noindex, nofollow" };

const home = (c: Context<AppEnv>) => `${c.var.ctx.settings.APP_URL}/`;

async function fileOf(c: Context<AppEnv>, slug: string, which: "picture" | "card"): Promise<Response> {
  const { ctx } = c.var;
  const found = await sharedPicture(ctx, slug);
  const key = found && (which === "card" ? cardKey(found.copy) : found.copy.outputKey);
  if (!found || !key) return c.text("There is no such picture.", 404);
  const known = c.req.header("If-None-Match");
  const object = await ctx.files.get(key, known ? { onlyIf: { etagDoesNotMatch: known.replace(/^W\/|"/g, "") } } : {});
  if (!object) return c.text("There is no such picture.", 404);
  const headers: Record<string, string> = {
    "Content-Type": object.httpMetadata?.contentType ?? "application/octet-stream",
    "Cache-Control": ASK_AGAIN,
    ETag: object.httpEtag,
    ...(!found.share.listed && UNLISTED),
  };
  if (!("body" in object)) return c.body(null, 304, headers);
  return new Response(object.body, { headers: { ...headers, "Content-Length": String(object.size) } });
}

export const shareRoutes = new Hono<AppEnv>()
  .get("/s/:slug", async (c) => {
    const { ctx } = c.var;
    const found = await sharedPicture(ctx, c.req.param("slug"));
    if (!found) return c.html(nothingSharedHere(home(c)), 404, UNLISTED);
    const { share, copy } = found;
    const url = shareUrlOf(ctx.settings, share.slug);
    return c.html(
      sharePage({
        url,
        home: home(c),
        pictureUrl: `${url}/picture.webp`,
        cardUrl: `${url}/card.jpg`,
        width: copy.width,
        height: copy.height,
        prompt: share.withPrompt ? copy.prompt : null,
        listed: share.listed,
      }),
      200,
      { "Cache-Control": ASK_AGAIN, ...(!share.listed && UNLISTED) },
    );
  })
  .get("/s/:slug/picture.webp", (c) => fileOf(c, c.req.param("slug"), "picture"))
  .get("/s/:slug/card.jpg", (c) => fileOf(c, c.req.param("slug"), "card"));
