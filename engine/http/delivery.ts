import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { Hono } from "hono";
import type { Engine } from "../engine.ts";
import { notFound } from "./refusal.ts";

const types: Record<string, string> = {
  webp: "image/webp",
  png: "image/png",
  jpg: "image/jpeg",
  tar: "application/x-tar",
};

/** The files that runs made, open to whoever knows their token, until they expire. */
export function delivery(engine: Engine) {
  return new Hono().get("/:token/:name", async (c) => {
    const { token, name } = c.req.param();
    const [, type = ""] = /^[\w-]+\.(\w+)$/.exec(name) ?? [];
    if (!/^[\w-]+$/.test(token) || !types[type]) throw notFound();
    engine.foreman.sweep();
    if (!engine.store.runs.all().some((run) => run.token === token && !run.dataRemoved)) throw notFound();
    const file = engine.store.delivery(token, name);
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) throw notFound();
    c.header("content-type", types[type]);
    c.header("content-length", String(found.size));
    return c.body(Readable.toWeb(createReadStream(file)) as ReadableStream);
  });
}
