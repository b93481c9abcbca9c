import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Measures } from "../../web/images/readiness/measure.ts";
import { forgetMeasures, keepMeasures, recallMeasures } from "../../web/images/readiness/memory.ts";

/** The browser's locks, shared by all tabs; a tab that ends lets go. */
function lockRoom() {
  const held = new Map<string, () => void>();
  const request = async (name: string, act: () => Promise<unknown>) => {
    held.set(name, () => held.delete(name));
    try {
      return await act();
    } finally {
      held.delete(name);
    }
  };
  const query = async () => ({ held: [...held.keys()].map((name) => ({ name })) });
  return { locks: { request, query }, names: () => [...held.keys()], endAll: () => held.clear() };
}

type Shelter = typeof import("../../web/images/shelter.ts");
/** A tab of its own: the same storage, another life. */
async function openTab(): Promise<Shelter> {
  vi.resetModules();
  return import("../../web/images/shelter.ts");
}

const entry = (key: string, position = 0, userId = "ada") => ({
  key,
  userId,
  styleId: "s",
  name: `${key}.jpg`,
  size: 3,
  position,
});
const file = { name: "a.jpg" } as File;

describe("the shelter", () => {
  let room: ReturnType<typeof lockRoom>;
  beforeEach(async () => {
    room = lockRoom();
    vi.stubGlobal("navigator", { locks: room.locks });
    const tab = await openTab();
    await tab.unshelter(["a", "b", "c"]);
  });

  it("gives a later page the files of a tab that ended, with their places and links, once", async () => {
    const first = await openTab();
    await first.shelter(entry("a", 3), file);
    await first.shelter(entry("b", 4), file);
    await first.shelterLink("b", { imageId: "i", uploadUrl: "/u", until: 9 });
    room.endAll();
    const [second, third] = [await openTab(), await openTab()];
    const found = await second.adopt("ada");
    expect(found.map(({ key, position, link }) => [key, position, link?.imageId])).toEqual([
      ["a", 3, undefined],
      ["b", 4, "i"],
    ]);
    expect(await third.adopt("ada")).toEqual([]);
  });

  it("leaves alone what a living tab sends, and what is another artist's", async () => {
    const first = await openTab();
    await first.shelter(entry("a"), file);
    const second = await openTab();
    expect(await second.adopt("ada")).toEqual([]);
    room.endAll();
    expect(await second.adopt("bea")).toEqual([]);
  });

  it("keeps the name alone when there is no room for the bytes, and forgets what arrived", async () => {
    const first = await openTab();
    // What cannot be cloned cannot be stored: as a full disk, seen from here.
    await first.shelter(entry("a"), (() => undefined) as never);
    await first.shelter(entry("b"), file);
    await first.unshelter(["b", "never"]);
    room.endAll();
    const second = await openTab();
    expect((await second.adopt("ada")).map(({ key, file: kept }) => [key, kept])).toEqual([["a", null]]);
  });

  it("takes nothing where tabs cannot be told apart, and survives a storage that refuses", async () => {
    vi.stubGlobal("navigator", {});
    const tab = await openTab();
    await tab.shelter(entry("a"), file);
    expect(await tab.adopt("ada")).toEqual([]);
    vi.stubGlobal("indexedDB", {
      open: () => {
        throw new Error("denied");
      },
    });
    const refused = await openTab();
    await expect(refused.shelter(entry("c"), file)).resolves.toBeUndefined();
    await expect(refused.unshelter(["c"])).resolves.toBeUndefined();
    vi.unstubAllGlobals();
  });
});

describe("what was measured", () => {
  const measures = (id: string): Measures => ({
    id,
    width: 10,
    height: 8,
    edges: 1.2,
    range: 50,
    inside: null,
    layout: new Uint8Array([1, 2]),
    colours: new Float32Array([1]),
    slices: new Float32Array([2]),
  });

  it("is remembered by the picture's id, numbers and all", async () => {
    await keepMeasures(measures("a"), 1);
    expect(await recallMeasures("a")).toEqual(measures("a"));
    expect(await recallMeasures("b")).toBeUndefined();
  });

  it("is kept of the newest 400", async () => {
    for (let at = 0; at < 405; at++) await keepMeasures(measures(`m${at}`), 10 + at);
    expect(await recallMeasures("a")).toBeUndefined();
    expect(await recallMeasures("m4")).toBeUndefined();
    expect(await recallMeasures("m404")).toBeDefined();
  });

  it("is forgotten at sign-out, also while it is open", async () => {
    await keepMeasures(measures("x"), 1);
    await forgetMeasures();
    expect(await recallMeasures("x")).toBeUndefined();
  });
});
