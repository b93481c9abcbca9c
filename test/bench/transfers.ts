import { randomBytes } from "node:crypto";
import sharp from "sharp";
import type { Pool } from "undici";
import { signUrl } from "../../src/http/sign.ts";
import { type Database, migrate } from "./database.ts";
import { ARTIST, furnish, STYLE } from "./ground.ts";
import { growthDuring, workerdId } from "./memory.ts";
import { interleaved, median, table, times } from "./rounds.ts";
import { PRODUCT, SITE, settings, startRuntime } from "./runtime.ts";

const MB = 1_000_000;
const FILES = 40;
const SET_BYTES = 10 * MB;
const UPLOAD_BYTES = 5 * MB;
/** As the page sends. */
const AT_ONCE = 3;
/** Each moves 400 MB, at a speed that hardly changes from one to the next. */
const ZIP_TURNS = 3;

const pathOf = (url: string) => url.slice(SITE.length);
const until = () => Date.now() + 60 * 60 * 1_000;
const place = (at: number) => String(at).padStart(26, "0");

/** Reads a body to its end and answers megabytes a second. */
async function pour(pool: Pool, path: string): Promise<number> {
  const begun = performance.now();
  const { statusCode, body } = await pool.request({ path, method: "GET" });
  let bytes = 0;
  for await (const chunk of body) bytes += (chunk as Buffer).length;
  if (statusCode !== 200 || bytes < FILES * SET_BYTES)
    throw new Error(`${path} answered ${statusCode}, ${bytes} bytes`);
  return bytes / MB / ((performance.now() - begun) / 1_000);
}

async function freeze(database: Database): Promise<string> {
  const set = Array.from({ length: FILES }, (_, at) => ({
    imageId: `set-${at}`,
    type: "image/jpeg",
    sizeBytes: SET_BYTES,
    crc32: at,
    caption: "a heron by the water",
  }));
  await database.batch([
    ...set.map(({ imageId }, at) =>
      database
        .prepare(
          `INSERT INTO images (id, style_id, filename, state, mime_type, width, height, size_bytes, crc32, attempt, position, reserved_until, created_at, rev)
           VALUES (?, '${STYLE}', 'heron.jpg', 'confirmed', 'image/jpeg', 4000, 3000, ${SET_BYTES}, ${at}, 'first', ${at}, 1, 1, 1)`,
        )
        .bind(imageId),
    ),
    database.prepare(`UPDATE trainings SET "set" = ? WHERE id = '${place(0)}'`).bind(JSON.stringify(set)),
  ]);
  return place(0);
}

/** A training's ZIP of 40 × 10 MB against the same objects read one after the other. */
export async function benchZip(): Promise<string> {
  const runtime = await startRuntime(["raw-files"]);
  try {
    const database = await runtime.miniflare.getD1Database("DB", PRODUCT);
    await migrate(database);
    await furnish(database, 1);
    const training = await freeze(database);
    const [product, raw] = [await runtime.connect(PRODUCT, true), await runtime.connect("raw-files", true)];
    const keys = Array.from({ length: FILES }, (_, at) => `styles/${STYLE}/images/set-${at}/first`);
    for (const key of keys) {
      const { body } = await raw.request({ path: `/fill/${key}?bytes=${SET_BYTES}`, method: "POST" });
      await body.dump();
    }
    const zip = () => pour(product, pathOf(signUrl(settings as never, `/files/sets/${training}.zip`, until())));
    const read = () => pour(raw, `/read/styles/${STYLE}/images/set-`);
    const id = workerdId();
    const growth: Record<"raw" | "zip", number[]> = { raw: [], zip: [] };
    const watched = (side: "raw" | "zip", work: () => Promise<number>) => async () => {
      let speed = 0;
      growth[side].push(
        await growthDuring(id, async () => {
          speed = await work();
        }),
      );
      return speed;
    };
    const speed = await interleaved({ raw: watched("raw", read), zip: watched("zip", zip) }, ZIP_TURNS);
    // What the first turn takes is the runtime's own warming up.
    const grown = (side: "raw" | "zip") => `${(median(growth[side].slice(1)) / MB).toFixed(0)} MB`;
    const rate = (side: "raw" | "zip") => `${speed[side].toFixed(0)} MB/s`;
    return table(
      ["40 × 10 MB", "speed", "workerd grew by, aim < 32 MB"],
      [
        ["read raw from R2", rate("raw"), grown("raw")],
        ["as the training set's ZIP", `${rate("zip")}, ${times(speed.zip / speed.raw)}, aim 0.7`, grown("zip")],
      ],
    );
  } finally {
    await runtime.end();
  }
}

/** Of noise as a JPEG of quality 90. */
const BYTES_A_PIXEL = 0.84;

/** A JPEG of about `bytes`: noise does not compress, so that its size is real and its decoding short. */
async function photograph(bytes: number): Promise<Buffer> {
  const side = Math.round(Math.sqrt(bytes / BYTES_A_PIXEL));
  const pixels = { raw: { width: side, height: side, channels: 3 as const } };
  return sharp(randomBytes(side * side * 3), pixels)
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** Forty uploads as the page sends them, against the same bytes put by a bare Worker. */
export async function benchUpload(): Promise<string> {
  const bytes = await photograph(UPLOAD_BYTES);
  const thumbnail = await sharp(bytes).resize(512).webp().toBuffer();
  const runtime = await startRuntime(["raw-files", "images-elsewhere"], { THUMBNAIL: thumbnail.toString("base64") });
  try {
    const database = await runtime.miniflare.getD1Database("DB", PRODUCT);
    await migrate(database);
    await furnish(database, 1);
    const product = await runtime.connect(PRODUCT, true);
    const elsewhere = await runtime.connect("images-elsewhere", true);
    const raw = await runtime.connect("raw-files", true);
    let made = 0;
    const send = async (pool: Pool, paths: string[]): Promise<number> => {
      const waiting = [...paths];
      const headers = { "content-length": String(bytes.length) };
      const begun = performance.now();
      const lane = async () => {
        for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
          const { statusCode, body } = await pool.request({ path, method: "PUT", headers, body: bytes });
          if (statusCode !== 204) throw new Error(`${path} answered ${statusCode}: ${await body.text()}`);
          await body.dump();
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, lane));
      return (FILES * bytes.length) / MB / ((performance.now() - begun) / 1_000);
    };
    const names = () => {
      made += FILES;
      return Array.from({ length: FILES }, (_, at) => `upload-${made + at}`);
    };
    const reserved = async () => {
      const ids = names();
      const row = `INSERT INTO images (id, style_id, filename, state, position, reserved_until, created_at, rev)
        VALUES (?, '${STYLE}', 'heron.jpg', 'reserved', 0, ${until()}, 1, 1)`;
      await database.batch(ids.map((id) => database.prepare(row).bind(id)));
      const ticket = new URLSearchParams({ style: STYLE, user: ARTIST });
      return ids.map((id) => pathOf(signUrl(settings as never, `/api/upload/${id}?${ticket}`, until())));
    };
    const speed = await interleaved({
      raw: () =>
        send(
          raw,
          names().map((name) => `/put/${name}`),
        ),
      received: () =>
        send(
          raw,
          names().map((name) => `/receive/${name}`),
        ),
      elsewhere: async () => send(elsewhere, await reserved()),
      product: async () => send(product, await reserved()),
    });
    const line = (name: string, side: keyof typeof speed, aim = "") => [
      name,
      `${speed[side].toFixed(0)} MB/s`,
      times(speed[side] / speed.raw) + aim,
    ];
    return table(
      [`40 × ${(bytes.length / MB).toFixed(1)} MB, ${AT_ONCE} at once`, "speed", "of raw"],
      [
        line("raw PUT into R2", "raw"),
        line("through the product's parser: type, size, end, CRC-32", "received", ", aim 0.8"),
        line(
          "the product's PUT: the same, two rows of D1, and the original sent on for its thumbnail",
          "elsewhere",
          ", aim 0.8",
        ),
        line("the same with the thumbnail made on these two cores too", "product"),
      ],
    );
  } finally {
    await runtime.end();
  }
}
