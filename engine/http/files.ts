import { createHash, createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { Hono } from "hono";
import type { StoredFile } from "#replicate/wire";
import { ACCOUNT } from "../catalog.ts";
import type { Engine } from "../engine.ts";
import type { FileRecord } from "../store.ts";
import { atMost } from "./body.ts";
import { pageOf } from "./page.ts";
import { invalidInput, notFound, Refusal } from "./refusal.ts";

/** Milliseconds. */
const LIFETIME = 24 * 3_600_000;
/** Bytes. */
const LARGEST = 100_000_000;
const TOO_LARGE = "Files must be less than 100MB in size";

export function files(engine: Engine) {
  const { store, origin } = engine;
  const find = (id: string): FileRecord => {
    const file = current(engine).find((one) => one.id === id);
    if (!file) throw notFound("File not found");
    return file;
  };
  const json = ({ createdAt, ...file }: FileRecord): StoredFile => ({
    ...file,
    created_at: new Date(createdAt).toISOString(),
    expires_at: new Date(createdAt + LIFETIME).toISOString(),
    urls: { get: `${origin}/v1/files/${file.id}` },
  });

  return (
    new Hono()
      .get("/", (c) => {
        const url = new URL(new URL(c.req.url).search, `${origin}/v1/files`);
        return c.json(pageOf(current(engine), url, json));
      })
      // Room for the multipart frame and the metadata.
      .post("/", atMost(LARGEST + 100_000, TOO_LARGE), async (c) => {
        const { content, metadata } = await c.req.parseBody().catch((): Record<string, undefined> => ({}));
        if (!(content instanceof File)) {
          throw invalidInput([{ type: "required", field: "", description: "content is required" }]);
        }
        if (content.size > LARGEST) throw new Refusal(413, { detail: TOO_LARGE });
        const bytes = new Uint8Array(await content.arrayBuffer());
        const hash = (name: string) => createHash(name).update(bytes).digest("hex");
        const file: FileRecord = {
          id: Buffer.from(randomUUID()).toString("base64url"),
          name: content.name,
          content_type: content.type || "application/octet-stream",
          size: bytes.length,
          etag: hash("md5"),
          checksums: { sha256: hash("sha256"), md5: hash("md5") },
          metadata: await readMetadata(metadata),
          createdAt: engine.now(),
        };
        await store.write(store.blob(file.id), bytes);
        await store.files.put(file);
        return c.json(json(file), 201);
      })
      .get("/:id", (c) => c.json(json(find(c.req.param("id")))))
      .delete("/:id", async (c) => {
        const { id } = find(c.req.param("id"));
        await store.files.remove(id);
        await rm(store.blob(id), { force: true });
        return c.body(null, 204);
      })
  );
}

/** GET /files/{id}/download, which a signature opens instead of a token. */
export function downloads(engine: Engine) {
  return new Hono().get("/:id/download", (c) => {
    const { id } = c.req.param();
    const { owner = "", expiry = "", signature = "" } = c.req.query();
    const given = Buffer.from(signature, "base64");
    const due = Buffer.from(sign(engine, owner, id, expiry), "base64");
    const file = current(engine).find((one) => one.id === id);
    const genuine = given.length === due.length && timingSafeEqual(given, due);
    if (!file || !genuine || Number(expiry) * 1000 < engine.now()) throw notFound("File not found");
    c.header("content-type", file.content_type);
    c.header("content-length", String(file.size));
    return c.body(Readable.toWeb(createReadStream(engine.store.blob(id))) as ReadableStream);
  });
}

/** Our own file's URL becomes a link that works without a token until the file goes; any other text stays. */
export function signedDownload(engine: Engine, url: string): string {
  const [, id = ""] = new RegExp(`^${engine.origin}/v1/files/([\\w-]+)$`).exec(url) ?? [];
  const file = current(engine).find((one) => one.id === id);
  if (!file) return url;
  const expiry = String(Math.floor((file.createdAt + LIFETIME) / 1000));
  const query = new URLSearchParams({ expiry, owner: ACCOUNT, signature: sign(engine, ACCOUNT, id, expiry) });
  return `${url}/download?${query}`;
}

function sign(engine: Engine, owner: string, id: string, expiry: string): string {
  return createHmac("sha256", engine.store.secret).update(`${owner} ${id} ${expiry}`).digest("base64");
}

/** Without the expired, which are removed by the way. */
function current(engine: Engine): FileRecord[] {
  const oldest = engine.now() - LIFETIME;
  return engine.store.files.all().filter((file) => {
    if (file.createdAt > oldest) return true;
    void engine.store.files.remove(file.id);
    void rm(engine.store.blob(file.id), { force: true });
    return false;
  });
}

async function readMetadata(part: unknown): Promise<Record<string, unknown>> {
  const text = part instanceof File ? await part.text() : part;
  if (typeof text !== "string" || text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, { detail: "metadata must be JSON" });
  }
}
