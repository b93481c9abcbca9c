import { describe, expect, it } from "vitest";
import type { StyleImage } from "#contract/images";
import { between, hang, inOrder, movedBefore, movedBy } from "../../web/images/arrange.ts";
import { bundles, preview, type Rewrite, reversed } from "../../web/images/bulk-captions.ts";
import { crc32 } from "../../web/images/crc32.ts";
import { newUpload } from "../../web/images/queue.ts";
import { type Known, knownFile, withoutSame } from "../../web/images/same-files.ts";

const image = (id: string, position: number, caption: string | null = null) =>
  ({ id, position, caption }) as unknown as StyleImage;
const four = ["a", "b", "c", "d"].map((id, at) => image(id, at));
const order = four.map(({ id }) => id);
const ids = (images: readonly { id: string }[]) => images.map(({ id }) => id);

describe("the wall", () => {
  it("hangs what is on its way at the place it was chosen for, after the picture that took it", () => {
    const coming = [newUpload("x", "s", "x.jpg", 1, 1), newUpload("y", "s", "y.jpg", 1, 9)];
    const wall = hang(four, coming).map((one) => ("key" in one ? one.key : one.id));
    expect(wall).toEqual(["a", "b", "x", "c", "d", "y"]);
  });

  it.each([
    [
      ["c", "a", "b", "d"],
      ["c", "a", "b", "d"],
    ],
    [
      ["d", "a"],
      ["d", "b", "c", "a"],
    ],
    [
      ["gone", "b", "b", "a"],
      ["b", "a", "c", "d"],
    ],
    [[], order],
    [undefined, order],
  ])("shows the wish %j before it is saved", (wish, expected) => {
    expect(ids(inOrder(four, wish))).toEqual(expected);
  });

  it.each([
    [["a"], "c", ["b", "a", "c", "d"]],
    [["d"], "a", ["d", "a", "b", "c"]],
    [["a"], undefined, ["b", "c", "d", "a"]],
    [["c", "a"], "d", ["b", "a", "c", "d"]],
    [["b", "c"], "b", ["a", "b", "c", "d"]],
    [["c", "d"], "d", ["a", "b", "c", "d"]],
    [["gone"], "b", order],
  ])("carries %j before %s", (moving, before, expected) => {
    expect(movedBefore(order, moving, before)).toEqual(expected);
  });

  it.each([
    [["b"], -1, ["b", "a", "c", "d"]],
    [["b"], 1, ["a", "c", "b", "d"]],
    [["a"], -1, order],
    [["d"], 1, order],
    [["a", "c"], 1, ["b", "a", "c", "d"]],
    [["b"], 99, ["a", "c", "d", "b"]],
    [["gone"], 1, order],
  ])("moves %j by %d", (moving, by, expected) => {
    expect(movedBy(order, moving, by)).toEqual(expected);
  });

  it("shows an order that is not saved yet, with uploads at the places they were chosen for", () => {
    const wall = hang(inOrder(four, ["d", "c", "b", "a"]), [newUpload("x", "s", "x.jpg", 1, 1)]);
    expect(wall.map((one) => ("key" in one ? one.key : one.id))).toEqual(["d", "c", "x", "b", "a"]);
  });

  it("selects a stretch from either end", () => {
    expect(between(order, "b", "d")).toEqual(["b", "c", "d"]);
    expect(between(order, "d", "b")).toEqual(["b", "c", "d"]);
    expect(between(order, "gone", "b")).toEqual(["b"]);
  });
});

describe("many captions", () => {
  const set = [image("a", 0), image("b", 1, "Boat at dawn"), image("c", 2, "a boat, a Boat")];
  const told = (rewrite: Rewrite) => preview(set, rewrite).changes.map(({ imageId, to }) => [imageId, to]);

  it.each<[string, Rewrite, string[][]]>([
    ["fills only the empty", { kind: "empty", text: " a harbour " }, [["a", "a harbour"]]],
    ["fills nothing with nothing", { kind: "empty", text: "  " }, []],
    [
      "begins all with words",
      { kind: "prefix", text: "oil of" },
      [
        ["a", "oil of"],
        ["b", "oil of Boat at dawn"],
        ["c", "oil of a boat, a Boat"],
      ],
    ],
    [
      "does not begin twice",
      { kind: "prefix", text: "a boat" },
      [
        ["a", "a boat"],
        ["b", "a boat Boat at dawn"],
      ],
    ],
    [
      "replaces whatever the capitals",
      { kind: "replace", find: "boat", by: "mill", exact: false },
      [
        ["b", "mill at dawn"],
        ["c", "a mill, a mill"],
      ],
    ],
    [
      "replaces by the capitals",
      { kind: "replace", find: "Boat", by: "mill", exact: true },
      [
        ["b", "mill at dawn"],
        ["c", "a boat, a mill"],
      ],
    ],
    ["takes words out and closes the gap", { kind: "replace", find: " at", by: "", exact: true }, [["b", "Boat dawn"]]],
    ["takes signs for what they are", { kind: "replace", find: ".*", by: "$&", exact: true }, []],
    ["finds nothing in nothing", { kind: "replace", find: "", by: "x", exact: false }, []],
  ])("%s", (_, rewrite, expected) => {
    expect(told(rewrite)).toEqual(expected);
  });

  it("leaves those that would be too long, and says which", () => {
    const long = [image("l", 0, "x".repeat(995))];
    expect(preview(long, { kind: "prefix", text: "too long" })).toEqual({ changes: [], tooLong: ["l"] });
  });

  it("go back the way they came", () => {
    const { changes } = preview(set, { kind: "prefix", text: "oil of" });
    const after = set.map((one) => ({
      ...one,
      caption: changes.find(({ imageId }) => imageId === one.id)?.to ?? one.caption,
    }));
    for (const { imageId, from } of reversed(changes))
      expect(after.find(({ id }) => id === imageId)?.caption).toBe(from);
  });

  it("go out in one request, and in more only when they are as long as books", () => {
    const short = Array.from({ length: 40 }, (_, at) => ({
      imageId: `i${at}`,
      from: "a".repeat(200),
      to: "b".repeat(200),
    }));
    expect(bundles(short)).toHaveLength(1);
    const long = short.map((one) => ({ ...one, from: "ä".repeat(1_000), to: "ö".repeat(1_000) }));
    const bodies = bundles(long);
    expect(bodies.flat()).toEqual(long);
    for (const captions of bodies)
      expect(new TextEncoder().encode(JSON.stringify({ captions })).length).toBeLessThanOrEqual(64 * 1_024);
    expect(bundles([])).toEqual([]);
  });
});

describe("a file that is here already", () => {
  const file = (name: string, text: string) => new File([text], name, { type: "image/jpeg" });

  it("has the checksum the Worker takes", async () => {
    expect(await crc32(new Blob(["123456789"]))).toBe(0xcbf43926);
    expect(await crc32(new Blob([]))).toBe(0);
    expect(await crc32(new Blob([new Uint8Array(600_000)]))).toBe(await crc32(new Blob([new Uint8Array(600_000)])));
  });

  it("stays out with a sentence, whether it hangs, is on its way or was chosen twice", async () => {
    const hanging: Known = { size: 3, name: "boats before dawn", crc: () => crc32(new Blob(["abc"])) };
    const chosen = [file("one.jpg", "abc"), file("two.jpg", "abd"), file("three.jpg", "abd"), file("four.jpg", "long")];
    const { files, same } = await withoutSame(chosen, [hanging, knownFile(file("five.jpg", "long"))]);
    expect(files.map(({ name }) => name)).toEqual(["two.jpg"]);
    expect(same).toEqual([
      "one.jpg is the same file as “boats before dawn”. It hangs once.",
      "three.jpg is the same file as “two.jpg”. It hangs once.",
      "four.jpg is the same file as “five.jpg”. It hangs once.",
    ]);
  });

  it("is not read unless another has its size, and one that cannot be read passes on", async () => {
    const never: Known = { size: 3, name: "a", crc: () => Promise.reject(new Error("gone")) };
    const unread = file("far.jpg", "longer");
    unread.arrayBuffer = () => Promise.reject(new Error("read"));
    expect((await withoutSame([unread, file("near.jpg", "abc")], [never])).files).toHaveLength(2);
  });
});
