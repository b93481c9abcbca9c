import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { crc32 } from "node:zlib";
import { expect, it } from "vitest";
import yauzl from "yauzl";
import { archiveEnd, fileFooter, fileHeader, type Written } from "../../src/leaving/archive.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** Lists an archive and reads each of its small files. */
const read = (file: string) =>
  new Promise<Record<string, string>>((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const found: Record<string, string> = {};
      zip.on("entry", (entry: yauzl.Entry) => {
        if (entry.uncompressedSize > 1_000) {
          found[entry.fileName] = `${entry.uncompressedSize} bytes`;
          return zip.readEntry();
        }
        zip.openReadStream(entry, async (wrong, stream) => {
          if (wrong) return reject(wrong);
          let text = "";
          for await (const chunk of stream) text += chunk;
          found[entry.fileName] = text;
          zip.readEntry();
        });
      });
      zip.on("end", () => resolve(found));
      zip.on("error", reject);
      zip.readEntry();
    });
  });

/** Writes files one after the other; a number instead of bytes leaves a hole of that size. */
function write(file: string, files: [name: string, body: Uint8Array | number][]): void {
  const to = openSync(file, "w");
  let held: Uint8Array[] = [];
  let [at, from] = [0, 0];
  const flush = () => {
    writeSync(to, Buffer.concat(held), 0, undefined, from);
    held = [];
    from = at;
  };
  const put = (part: Uint8Array) => {
    held.push(part);
    at += part.length;
  };
  const written = files.map(([name, body]): Written => {
    const offset = at;
    put(fileHeader(name));
    if (typeof body !== "number") put(body);
    else if (body > 0) {
      flush();
      at += body;
      from = at;
    }
    const sizeBytes = typeof body === "number" ? body : body.length;
    const one = { name, crc32: typeof body === "number" ? 0 : crc32(body), sizeBytes, offset };
    put(fileFooter(one));
    return one;
  });
  for (const part of archiveEnd(written, at)) put(part);
  flush();
  closeSync(to);
}

const folder = () => mkdtempSync(path.join(tmpdir(), "artistcloner-archive-"));

it("is read by others, names in any script and empty files included", async () => {
  const place = folder();
  write(path.join(place, "a.zip"), [
    ["café/一.txt", bytes("hello")],
    ["empty", bytes("")],
  ]);
  expect(await read(path.join(place, "a.zip"))).toEqual({ "café/一.txt": "hello", empty: "" });
  rmSync(place, { recursive: true });
});

it("is read by others beyond 4 GiB", async () => {
  const place = folder();
  const large = 3_000_000_000;
  write(path.join(place, "b.zip"), [
    ["one.tar", large],
    ["two.tar", large],
    ["last.txt", bytes("beyond")],
  ]);
  expect(await read(path.join(place, "b.zip"))).toEqual({
    "one.tar": `${large} bytes`,
    "two.tar": `${large} bytes`,
    "last.txt": "beyond",
  });
  rmSync(place, { recursive: true });
});

it("is read by others beyond 65,535 files", async () => {
  const place = folder();
  write(
    path.join(place, "c.zip"),
    Array.from({ length: 66_000 }, (_, n) => [`${n}.txt`, 0]),
  );
  const counted = await new Promise((resolve, reject) =>
    yauzl.open(path.join(place, "c.zip"), (error, zip) => (error ? reject(error) : resolve(zip.entryCount))),
  );
  expect(counted).toBe(66_000);
  rmSync(place, { recursive: true });
});
