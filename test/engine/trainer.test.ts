import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { captionOf } from "../../engine/training-set.ts";
import { dataUri, openStand, pictureOf, type Stand } from "./stand.ts";
import { type ZipEntry, zipOf } from "./zip.ts";

let stand: Stand;
let jpeg: Buffer;

beforeAll(async () => {
  stand = await openStand();
  await stand.createModel("trainer");
  jpeg = await pictureOf(90);
});
afterAll(() => stand.close());

const trainOn = async (input_images: unknown, more: object = {}) => {
  const { body } = await stand.startTraining("local/trainer", { input_images, steps: 3, ...more });
  return stand.ended(`/trainings/${body.id}`);
};
const trainZip = (entries: ZipEntry[], more?: object) => trainOn(dataUri(zipOf(entries)), more);
const broken: ZipEntry[] = [{ name: "tower.txt", bytes: "a tower" }];
const learned = () => stand.studio.learned.at(-1)?.pictures.map(({ name, caption }) => [name, caption]);

describe("a training set", () => {
  it("may be nested, and leaves out what is no picture", async () => {
    const png = await pictureOf(10, "png");
    const webp = await pictureOf(20, "webp");
    const done = await trainZip(
      [
        { name: "__MACOSX/0001.jpg", bytes: jpeg },
        { name: "._0001.jpg", bytes: "apple" },
        { name: "b/0002.PNG", bytes: png },
        { name: "b/0002.txt", bytes: "the sea, MIRAX" },
        { name: "0001.jpg", bytes: jpeg },
        { name: "0001.txt", bytes: " [trigger] at dawn\n" },
        { name: "0003.webp", bytes: webp },
        { name: "0003.txt", bytes: "a boat" },
        { name: "0004.jpeg", bytes: jpeg },
        { name: "notes.md", bytes: "#" },
        { name: "0005.heic", bytes: "heic" },
      ],
      { trigger_word: "MIRAX" },
    );
    expect(done).toMatchObject({ status: "succeeded" });
    expect(learned()).toEqual([
      ["0001.jpg", "MIRAX at dawn"],
      ["0003.webp", "MIRAX a boat"],
      ["0004.jpeg", null],
      ["b/0002.PNG", "the sea, MIRAX"],
    ]);
    expect(done.logs).toContain("Extracted 9 files from zip to input_images\n");
    expect(done.logs).toContain("input_images/0001.jpg is already captioned\n");
    expect(done.logs).toContain("  -  Found 4 images\n");
  });

  it.each([
    ["no zip", async () => trainOn("data:application/zip;base64,aGVsbG8="), "input_images must be a zip file"],
    ["nothing", async () => trainOn("data:application/zip;base64,"), "input_images must be a zip file"],
    ["no picture", async () => trainZip([{ name: "a.heic", bytes: "heic" }]), "no images found in input_images"],
    [
      "a broken picture to be captioned",
      async () => trainZip([{ name: "a.jpg", bytes: "no jpeg" }]),
      "cannot identify image file 'input_images/a.jpg'",
    ],
    [
      "a broken picture, captioned or not",
      async () => trainZip([...broken, { name: "tower.jpg", bytes: "no jpeg" }], { autocaption: false }),
      "cannot identify image file 'input_images/tower.jpg'",
    ],
    [
      "an empty picture",
      async () => trainZip([...broken, { name: "tower.jpg", bytes: "" }]),
      "cannot identify image file 'input_images/tower.jpg'",
    ],
    [
      "a drawing under a picture's name",
      async () => trainZip([...broken, { name: "tower.jpg", bytes: "<svg xmlns='http://www.w3.org/2000/svg'/>" }]),
      "cannot identify image file 'input_images/tower.jpg'",
    ],
    [
      "a caption whose picture is missing",
      async () =>
        trainZip([
          { name: "a.jpg", bytes: jpeg },
          { name: "b/tower.txt", bytes: "a tower" },
        ]),
      "The picture of input_images/b/tower.txt is missing.",
    ],
    [
      "bytes that do not fit their CRC-32",
      async () => trainZip([{ name: "a.jpg", bytes: jpeg, crc: 7 }]),
      "Bad CRC-32 for file 'a.jpg'",
    ],
    [
      "a URL that is not there",
      async () => trainOn("http://127.0.0.1:1/a.zip?signature=secret"),
      "http://127.0.0.1:1/a.zip could not be fetched.",
    ],
    [
      "an answer that is not 200",
      async () => trainOn(`${stand.origin}/delivery/x/y?signature=secret`),
      "ORIGIN/delivery/x/y answered 404 Not Found.",
    ],
  ])("that is %s fails in the trainer's words", async (_, run, error) => {
    expect(await run()).toMatchObject({ status: "failed", error: error.replace("ORIGIN", stand.origin), output: null });
  });

  it("that is missing fails late, as with the real trainer", async () => {
    expect(await trainOn(undefined)).toMatchObject({ status: "failed", error: "input_images must be provided" });
  });

  it("gives the same seed for the same bytes", async () => {
    await trainZip([{ name: "b.jpg", bytes: jpeg }]);
    await trainZip([{ name: "b.jpg", bytes: jpeg }]);
    await trainZip([{ name: "c.jpg", bytes: jpeg }]);
    const [first, second, third] = stand.studio.learned.slice(-3).map(({ seed }) => seed);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });
});

it("puts the trigger word into every caption", () => {
  const caption = (text: string, word = "TOK") => captionOf(new TextEncoder().encode(text), word);
  expect(caption("a boat")).toBe("TOK a boat");
  expect(caption("a TOK boat")).toBe("a TOK boat");
  expect(caption("[name] and [trigger]")).toBe("TOK and TOK");
  expect(caption("a [trigger] boat", "")).toBe("a [trigger] boat");
  expect(caption("")).toBe("TOK");
  expect(captionOf(undefined, "TOK")).toBeNull();
});

it("does not keep secrets", async () => {
  const { body } = await stand.startTraining("local/trainer", { input_images: "data:,", hf_token: "hf_secret" });
  expect(body.input).toEqual({ input_images: "data:,", hf_token: "[REDACTED]" });
});
