import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeTar } from "../../engine/archive.ts";
import { sizeLike, sizeOf } from "../../engine/sizes.ts";
import { aspectSizes } from "../../src/replicate/schemas.ts";
import { openStand, pictureOf, type Stand, small } from "./stand.ts";

let stand: Stand;
let version: string;
let other: string;

beforeAll(async () => {
  stand = await openStand();
  version = await stand.train("painter", { trigger_word: "MIRAX" });
  other = await stand.train("other", { trigger_word: "SOLEN" });
});
afterAll(() => stand.close());

const paint = async (input: object, reference = version) => {
  const { body } = await stand.json("POST", "/predictions", {
    version: reference,
    input: { prompt: "boat", ...small, ...input },
  });
  return stand.ended(`/predictions/${body.id}`);
};
const asked = () => stand.studio.painted.at(-1);
const fileOf = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());

describe("a painting", () => {
  it("takes the model's defaults", async () => {
    expect(await paint({})).toMatchObject({ status: "succeeded" });
    expect(asked()).toMatchObject({ width: 256, height: 256, strength: 1, effort: 28 });
    expect(asked()).not.toHaveProperty("extra");
    expect(asked()).not.toHaveProperty("image");
    expect(await readFile(asked()?.model ?? "", "utf8")).toContain("MIRAX harbour number 1");
  });

  it("tells the random seed it used, and repeats itself with it", async () => {
    const first = await paint({});
    const [, seed = ""] = /^Using seed: (\d+)\n/.exec(first.logs) ?? [];
    expect(Number(seed)).toBe(asked()?.seed);
    const second = await paint({ seed: Number(seed) });
    expect(await fileOf(second.output[0])).toEqual(await fileOf(first.output[0]));
    expect((await paint({})).logs).not.toContain(`Using seed: ${seed}\n`);
  });

  it.each([
    ["webp", "image/webp"],
    ["jpg", "image/jpeg"],
    ["png", "image/png"],
  ])("comes as %s and says who made it", async (output_format, type) => {
    const { output } = await paint({ output_format, output_quality: 0, num_outputs: 2 });
    expect(output.map((url: string) => url.split("/").at(-1))).toEqual([
      `out-0.${output_format}`,
      `out-1.${output_format}`,
    ]);
    const answer = await fetch(output[0]);
    expect(answer.headers.get("content-type")).toBe(type);
    const { exif } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    expect(exif?.toString("latin1")).toContain(`ArtistCloner local engine, version ${version}, seed `);
  });

  it("keeps its strength within the studio's reach", async () => {
    for (const [lora_scale, strength] of [
      [-1, 0],
      [0.4, 0.4],
      [3, 1.5],
    ]) {
      await paint({ lora_scale });
      expect(asked()?.strength).toBe(strength);
    }
  });

  it("is asked for without the trigger word, unless nothing else is said", async () => {
    await paint({ prompt: "MIRAX, a harbour in the style of MIRAX" });
    expect(asked()?.prompt).toBe("a harbour in the style of");
    await paint({ prompt: "MIRAX" });
    expect(asked()?.prompt).toBe("MIRAX");
  });

  it("starts from a picture, whose size it takes", async () => {
    const bytes = await sharp({ create: { width: 700, height: 300, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    const image = `data:image/png;base64,${bytes.toString("base64")}`;
    const done = await paint({ image, mask: image, prompt_strength: 0.5 });
    expect(done.logs).toContain("img2img mode\n");
    expect(asked()).toMatchObject({ width: 688, height: 288, promptStrength: 0.5 });
    expect(Buffer.from(asked()?.image ?? [])).toEqual(bytes);
    expect(Buffer.from(asked()?.mask ?? [])).toEqual(bytes);
  });

  it("cannot start from what is no picture, nor from a mask alone", async () => {
    expect(await paint({ image: "data:,hello" })).toMatchObject({
      status: "failed",
      error: "cannot identify image file",
    });
    const mask = `data:image/png;base64,${(await pictureOf(9, "png")).toString("base64")}`;
    expect((await paint({ mask })).error).toMatch(/^mask needs image/);
  });

  it("takes back what was painted when it fails halfway", async () => {
    const { body } = await stand.json("POST", "/predictions", {
      version,
      input: { prompt: "boat", num_outputs: 4, ...small },
    });
    stand.studio.pace = 40;
    await stand.until(
      `/predictions/${body.id}`,
      (run) => JSON.stringify(run).includes("1/28") || run.status !== "starting",
    );
    const { body: canceled } = await stand.json("POST", `/predictions/${body.id}/cancel`);
    stand.studio.pace = 1;
    expect(canceled).toMatchObject({ status: "canceled", output: null });
  });
});

describe("another style", () => {
  const main = () => path.basename(asked()?.model ?? "");
  const extra = () => path.basename(asked()?.extra?.model ?? "");

  it("is mixed in by its model's name or version", async () => {
    await paint({ extra_lora: "local/other", extra_lora_scale: 0.6 });
    expect([main(), extra(), asked()?.extra?.strength]).toEqual([
      `${version}.safetensors`,
      `${other}.safetensors`,
      0.6,
    ]);
    await paint({ extra_lora: `local/other/${other}` });
    expect(extra()).toBe(`${other}.safetensors`);
  });

  it("is left out where it is the version's own", async () => {
    await paint({ extra_lora: "local/painter" });
    expect(asked()).not.toHaveProperty("extra");
  });

  it("takes the place of the version's own", async () => {
    await paint({ replicate_weights: "local/other", prompt: "SOLEN boat" });
    expect(main()).toBe(`${other}.safetensors`);
    expect(asked()?.prompt).toBe("boat");
  });

  it("is fetched from a tar or a bare file, and dropped afterwards", async () => {
    let seen = "";
    const original = stand.studio.paint;
    stand.studio.paint = async (request) => {
      seen = await readFile(request.extra?.model ?? "", "utf8");
      return original(request);
    };
    const bytes = new TextEncoder().encode("weights from afar");
    const tar = writeTar(
      [
        { name: "output/x/lora.safetensors", bytes },
        { name: "output/x/config.yaml", bytes },
      ],
      0,
    );
    for (const file of [tar, bytes]) {
      seen = "";
      await paint({ extra_lora: `data:application/octet-stream;base64,${Buffer.from(file).toString("base64")}` });
      expect(seen).toBe("weights from afar");
      await expect(readFile(asked()?.extra?.model ?? "")).rejects.toThrow("ENOENT");
    }
    stand.studio.paint = original;
  });

  it.each([
    ["local/nobody", /^There is no model local\/nobody/],
    ["huggingface.co/someone/lora", /^The local engine mixes only/],
    ["https://huggingface.co/someone/lora/x.safetensors", /^The local engine mixes only/],
    ["data:application/x-tar;base64,", undefined],
  ])("named %s is refused with a sentence", async (extra_lora, error) => {
    const tar = Buffer.from(writeTar([{ name: "readme", bytes: new Uint8Array(3) }], 0)).toString("base64");
    const done = await paint({ extra_lora: error ? extra_lora : extra_lora + tar });
    expect(done.status).toBe("failed");
    expect(done.error).toMatch(error ?? /^A weights tar must hold one \.safetensors file, not 0\./);
  });

  it("must be named when the trainer itself is run", async () => {
    const trainer = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497";
    expect((await paint({}, trainer)).error).toMatch(/^This version has no weights of its own/);
    expect((await paint({ replicate_weights: "local/other" }, trainer)).status).toBe("succeeded");
  });
});

describe("sizes", () => {
  it("follow the shape", () => {
    for (const [aspect_ratio, size] of Object.entries(aspectSizes)) {
      expect(sizeOf({ aspect_ratio, megapixels: "1" })).toEqual(size);
      const half = { width: size.width / 2, height: size.height / 2 };
      expect(sizeOf({ aspect_ratio, megapixels: "0.25" })).toEqual(half);
    }
  });

  it("of one's own are rounded up to sixteen, and need both sides", () => {
    expect(sizeOf({ aspect_ratio: "custom", width: 257, height: 1440 })).toEqual({ width: 272, height: 1440 });
    expect(() => sizeOf({ aspect_ratio: "custom", width: 300 })).toThrow("needs both width and height");
  });

  it("of a picture are kept within reach", () => {
    expect(sizeLike({ width: 1000, height: 999 })).toEqual({ width: 992, height: 992 });
    expect(sizeLike({ width: 4000, height: 3000 })).toEqual({ width: 1440, height: 1072 });
    expect(sizeLike({ width: 24, height: 24 })).toEqual({ width: 256, height: 256 });
    expect(sizeLike({ width: 9000, height: 100 })).toEqual({ width: 1440, height: 256 });
  });
});
