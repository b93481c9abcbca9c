import type { Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { checkUrl } from "../http/sign.ts";
import { rangeOf } from "./range.ts";

/** Throws LINK_INVALID unless `url` is one of our signed ones and still good; returns its end in Unix milliseconds. */
export function linkEnd(ctx: Pick<Ctx, "settings" | "now">, url: string): number {
  const verdict = checkUrl(ctx.settings, url, ctx.now());
  if (verdict === "good") return Number(new URL(url).searchParams.get("expires"));
  const what = verdict === "expired" ? "This link has expired." : "This link is not one of ours.";
  throw new AppError("LINK_INVALID", `${what} Open the picture from its page.`);
}

const gone = () => new AppError("NOT_FOUND", "This file is no longer here.");

/** A stored file as HTTP: HEAD, If-None-Match and one range. Its content never changes, so a browser may keep it until the link ends. */
export async function fileAnswer(ctx: Ctx, key: string, request: Request): Promise<Response> {
  const endsAt = linkEnd(ctx, request.url);
  const asks = (header: string) => request.headers.get(header) ?? undefined;
  const plain = request.method === "GET" && !asks("Range") && !asks("If-None-Match");
  const object = await (plain ? ctx.files.get(key) : ctx.files.head(key));
  if (!object) throw gone();
  const headers = new Headers({
    "Content-Type": object.httpMetadata?.contentType ?? "application/octet-stream",
    "Cache-Control": `private, max-age=${Math.floor((endsAt - ctx.now()) / 1_000)}, immutable`,
    ETag: object.httpEtag,
    "Accept-Ranges": "bytes",
  });
  const known = asks("If-None-Match")?.split(",") ?? [];
  if (known.some((etag) => etag.trim().replace(/^W\//, "") === object.httpEtag)) {
    return new Response(null, { status: 304, headers });
  }
  const range = rangeOf(asks("Range"), object.size);
  if (range === "unsatisfiable") {
    headers.set("Content-Range", `bytes */${object.size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set("Content-Length", String(range?.length ?? object.size));
  if (range) headers.set("Content-Range", `bytes ${range.offset}-${range.offset + range.length - 1}/${object.size}`);
  const status = range ? 206 : 200;
  if (request.method === "HEAD") return new Response(null, { status, headers });
  const stored = "body" in object ? object : await ctx.files.get(key, range ? { range } : {});
  if (!stored) throw gone();
  return new Response((stored as R2ObjectBody).body, { status, headers });
}
