import { describe, expect, it } from "vitest";
import type { GalleryPicture } from "#contract/generation";
import { around, leadersOf, takesOf } from "../../web/gallery/axes.ts";
import { choose, nothingChosen } from "../../web/gallery/choice.ts";
import { everything, isEverything, queryOf, readFilter, readWords, writeFilter } from "../../web/gallery/filter.ts";
import { beside, hang, inSight } from "../../web/gallery/masonry.ts";
import { addPage, mergeTop } from "../../web/gallery/merge.ts";
import { swiped } from "../../web/gallery/swipes.ts";

const picture = (id: string, more: Partial<GalleryPicture> = {}) =>
  ({ id, styleId: "s", prompt: id, createdAt: "2026-01-01T00:00:00.000Z", ...more }) as GalleryPicture;
const names = (pictures: readonly { id: string }[]) => pictures.map(({ id }) => id).join("");

describe("the wall", () => {
  const sizes = [
    [1, 2],
    [1, 1],
    [2, 1],
    [1, 1],
    [3, 4],
    [4, 3],
  ].map(([width = 1, height = 1]) => ({ width, height }));

  it("hangs every picture whole, without overlap, under the shortest lane", () => {
    const many = Array.from({ length: 5_000 }, (_, at) => sizes[(at * 7) % sizes.length]!);
    const wall = { width: 1_312, lanes: 5, gap: 8 };
    const hung = hang(many, wall);
    const ends = new Array<number>(5).fill(-8);
    hung.spots.forEach((spot, at) => {
      const { width, height } = many[at]!;
      expect(spot.width / spot.height).toBeCloseTo(width / height);
      expect(spot.x + spot.width).toBeLessThanOrEqual(1_312 + 1e-6);
      expect(spot.y).toBeCloseTo(ends[spot.lane]! + 8);
      expect(spot.y).toBeLessThanOrEqual(Math.min(...ends) + 8 + 1e-6);
      ends[spot.lane] = spot.y + spot.height;
    });
    expect(hung.height).toBeCloseTo(Math.max(...ends));
    expect(Math.max(...ends) - Math.min(...ends)).toBeLessThan(hung.tallest + 8);
  });

  it("keeps in the page what is in sight, never all of it, and forgets none", () => {
    const hung = hang(
      Array.from({ length: 5_000 }, (_, at) => sizes[at % sizes.length]!),
      { width: 1_312, lanes: 5, gap: 8 },
    );
    for (const top of [-900, 0, 5_000, hung.height / 2, hung.height - 100, hung.height + 5_000]) {
      const bottom = top + 2_700;
      const [first, end] = inSight(hung, top, bottom);
      expect(end - first).toBeLessThan(120);
      hung.spots.forEach((spot, at) => {
        if (spot.y < bottom && spot.y + spot.height > top)
          expect(at >= first && at < end, `${at} at ${top}`).toBe(true);
      });
    }
    expect(inSight(hang([], { width: 100, lanes: 2, gap: 8 }), 0, 900)).toEqual([0, 0]);
  });

  it("lets the arrows go where the eye goes, and stop at the edges", () => {
    const hung = hang(new Array(7).fill({ width: 1, height: 1 }), { width: 300, lanes: 3, gap: 0 });
    expect(beside(hung, 4, "ArrowLeft")).toBe(3);
    expect(beside(hung, 4, "ArrowRight")).toBe(5);
    expect(beside(hung, 4, "ArrowUp")).toBe(1);
    expect(beside(hung, 4, "ArrowDown")).toBe(4);
    expect(beside(hung, 3, "ArrowDown")).toBe(6);
    expect(beside(hung, 3, "ArrowLeft")).toBe(3);
    expect([beside(hung, 4, "Home"), beside(hung, 4, "End"), beside(hung, 99, "End")]).toEqual([0, 6, 99]);
  });
});

describe("the two axes", () => {
  const old = "2025-01-01T00:00:00.000Z";
  const list = [
    picture("a", { prompt: "boat" }),
    picture("b", { prompt: "tree" }),
    picture("c", { prompt: "boat", createdAt: old }),
    picture("d", { prompt: "boat", styleId: "other" }),
    picture("e", { prompt: "house" }),
  ];
  it("go from wish to wish, and from take to take from the first on", () => {
    expect(names(leadersOf(list))).toBe("abde");
    expect(names(takesOf(list, list[0]!))).toBe("ca");
    expect(names(takesOf(list.slice(1), list[0]!))).toBe("ca");
    expect(names(takesOf([], list[3]!))).toBe("d");
  });
  it("show as much of a row as fits", () => {
    const row = [0, 1, 2, 3, 4, 5];
    expect(around(row, 0, 4)).toEqual([0, 1, 2, 3]);
    expect(around(row, 3, 4)).toEqual([2, 3, 4, 5]);
    expect(around(row, 5, 3)).toEqual([3, 4, 5]);
    expect(around([7], 0, 4)).toEqual([7]);
  });
});

describe("a filter", () => {
  const full = {
    words: "boats seed 41",
    style: "s1",
    favourites: true,
    when: "between" as const,
    from: "2026-11-01",
    to: "2026-11-02",
    shape: "tall" as const,
    size: 768,
  };
  it("is the same in the address and back", () => {
    for (const filter of [everything, full, { ...everything, when: "week" as const }])
      expect(readFilter(writeFilter(filter))).toEqual(filter);
    expect([isEverything(everything), isEverything(full)]).toEqual([true, false]);
  });
  it("takes what an address cannot mean for any", () => {
    const odd = {
      q: ["a"],
      style: undefined,
      hearts: "1",
      when: "soon",
      from: "2026-13-01",
      shape: "round",
      size: "7",
    };
    expect(readFilter(odd)).toEqual(everything);
  });
  it("asks in local days, both included, and finds the seed among the words", () => {
    expect(queryOf(full, new Date())).toEqual({
      status: "COMPLETED",
      search: "boats",
      seed: "41",
      styleId: "s1",
      favourite: "true",
      shape: "tall",
      size: "768",
      from: new Date(2026, 10, 1).toISOString(),
      to: new Date(2026, 10, 3).toISOString(),
    });
    const now = new Date(2026, 10, 22, 14, 30);
    expect(queryOf({ ...everything, when: "today" }, now).from).toBe(new Date(2026, 10, 22).toISOString());
    expect(queryOf({ ...everything, when: "week" }, now).from).toBe(new Date(2026, 10, 16).toISOString());
    expect(queryOf({ ...everything, when: "year" }, now).from).toBe(new Date(2026, 0, 1).toISOString());
    expect(queryOf(everything, now)).toEqual({ status: "COMPLETED" });
  });
  it("reads a seed as it is written", () => {
    expect(readWords(" 41 ")).toEqual({ search: "", seed: 41 });
    expect(readWords("#7 boats")).toEqual({ search: "boats", seed: 7 });
    expect(readWords("boats Seed: 7")).toEqual({ search: "boats", seed: 7 });
    expect(readWords("7 boats")).toEqual({ search: "7 boats", seed: undefined });
    expect(readWords("9999999999")).toEqual({ search: "9999999999", seed: undefined });
    expect(readWords("seedling 7")).toEqual({ search: "seedling 7", seed: undefined });
  });
});

describe("news of the newest page", () => {
  const at = (hour: number) => ({ createdAt: `2026-01-01T0${hour}:00:00.000Z` });
  const known = [
    picture("e", at(5)),
    picture("d", at(4)),
    picture("c", at(3)),
    picture("b", at(2)),
    picture("a", at(1)),
  ];
  it("brings what is new, takes what is gone and leaves what lies beyond", () => {
    const page = [picture("f", at(6)), picture("e", { ...at(5), favourite: true }), picture("c", at(3))];
    const merged = mergeTop(known, page, false);
    expect(names(merged)).toBe("fecba");
    expect(merged[1]?.favourite).toBe(true);
    expect(names(mergeTop(known, page, true))).toBe("fec");
    expect(names(mergeTop(known, [], true))).toBe("");
    expect(names(addPage(known, [picture("a", at(1)), picture("z", at(0))]))).toBe("edcbaz");
  });
});

it("chooses one by one and from one to another", () => {
  const order = [..."abcdef"];
  let chosen = choose(nothingChosen, order, "b", false);
  chosen = choose(chosen, order, "d", true);
  expect([...chosen.ids].join("")).toBe("bcd");
  chosen = choose(chosen, order, "a", true);
  expect([...chosen.ids].sort().join("")).toBe("abcd");
  chosen = choose(chosen, order, "c", false);
  expect([...chosen.ids].sort().join("")).toBe("abd");
  expect([...choose(nothingChosen, order, "c", true).ids].join("")).toBe("c");
});

it("knows a swipe from a tap and a scroll", () => {
  expect([swiped(-60, 5), swiped(60, -5), swiped(-20, 0), swiped(60, 60), swiped(0, 90)]).toEqual([
    "left",
    "right",
    undefined,
    undefined,
    undefined,
  ]);
});
