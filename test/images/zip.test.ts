import { crc32 } from "node:zlib";
import { unzipSync } from "fflate";
import { expect, it } from "vitest";
import { directory, localHeader, type ZipEntry, zipLength } from "../../src/images/zip.ts";

const archive = (files: Record<string, Uint8Array>) => {
  const entries: ZipEntry[] = Object.entries(files).map(([name, bytes]) => ({
    name,
    sizeBytes: bytes.length,
    crc32: crc32(bytes),
  }));
  const body = entries.flatMap((entry) => [localHeader(entry), files[entry.name]!]);
  return { entries, bytes: Buffer.concat([...body, directory(entries)]) };
};

it("writes what a ZIP library reads back, to the byte as long as foretold", () => {
  const files = {
    "0001.jpg": Buffer.from("not really a picture"),
    "0001.txt": Buffer.from("a heron, in the style of zuvaq47"),
    "0002.png": new Uint8Array(70_000).fill(7),
    "0002.txt": new Uint8Array(0),
  };
  const { entries, bytes } = archive(files);
  expect(zipLength(entries)).toBe(bytes.length);
  expect(archive(files).bytes).toEqual(bytes);
  const read = unzipSync(bytes);
  expect(Object.keys(read)).toEqual(Object.keys(files));
  for (const [name, content] of Object.entries(files)) expect(Buffer.compare(read[name]!, content), name).toBe(0);
  expect(bytes.readUInt32LE(14)).toBe(crc32(files["0001.jpg"]));
});

it("writes an empty archive", () => {
  const { entries, bytes } = archive({});
  expect(zipLength(entries)).toBe(22);
  expect(unzipSync(bytes)).toEqual({});
});
