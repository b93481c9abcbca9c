import { beforeEach, describe, expect, it } from "vitest";
import type { Generation } from "#contract/generation";
import type { Training } from "#contract/training";
import { type Errands, follow } from "../../web/live/errands.ts";
import { keptNotices } from "../../web/live/notices.ts";
import { nothingKnown, type StyleState } from "../../web/live/reduce.ts";

const NOW = 1_000_000;

const state = (more: Partial<StyleState>): StyleState => ({
  ...nothingKnown,
  style: { id: "s", name: "Salt & Indigo" } as StyleState["style"],
  ...more,
});
const training = (status: Training["status"], more: Partial<Training> = {}) =>
  state({
    trainings: { t: { id: "t", styleId: "s", status, errorMessage: null, testImageUrl: "/p", ...more } as Training },
  });
const generations = (...made: [string, Generation["status"]][]) =>
  state({
    generations: Object.fromEntries(
      made.map(([id, status]) => [
        id,
        { id, styleId: "s", status, prompt: "boats", thumbnailUrl: `/${id}` } as Generation,
      ]),
    ),
  });

/** Looks at each state in turn, as frames come. */
function look(...states: StyleState[]) {
  let errands: Errands = {};
  const told = states.flatMap((now) => {
    const after = follow(errands, now, "s", NOW);
    errands = after.errands;
    return after.told;
  });
  return { errands, told };
}

describe("what this browser waits for", () => {
  it("tells the end of a training once, and only if it saw it at work", () => {
    const { told, errands } = look(training("PROCESSING"), training("COMPLETED"), training("COMPLETED"));
    expect(told).toMatchObject([
      { id: "training:t", title: "Salt & Indigo has learned", href: "/styles/s", picture: "/p" },
    ]);
    expect(errands).toEqual({});
    expect(look(training("COMPLETED")).told).toEqual([]);
  });

  it("says of a failed training why, and that it is back; of a cancelled one nothing", () => {
    const { told } = look(training("QUEUED"), training("FAILED", { errorMessage: "The machine went away." }));
    expect(told[0]?.detail).toBe("The machine went away. 1 training is back.");
    expect(look(training("QUEUED"), training("CANCELED"))).toEqual({ errands: {}, told: [] });
  });

  it("tells pictures asked for together in one note, when the last has ended", () => {
    const { told } = look(
      generations(["a", "PENDING"], ["b", "PENDING"], ["c", "PENDING"]),
      generations(["a", "COMPLETED"], ["b", "PROCESSING"], ["c", "FAILED"]),
      generations(["a", "COMPLETED"], ["b", "COMPLETED"], ["c", "FAILED"]),
    );
    expect(told).toMatchObject([
      {
        title: "2 pictures in Salt & Indigo",
        detail: "1 picture did not come out and is back. “boats”",
        href: "/generate/s?picture=b",
      },
    ]);
  });

  it("forgets what was deleted, and what is a day old", () => {
    const begun = follow({}, training("QUEUED"), "s", NOW).errands;
    expect(follow(begun, state({ gone: true }), "s", NOW).errands).toEqual({});
    expect(follow(begun, state({}), "other", NOW + 25 * 3_600_000).errands).toEqual({});
    const painting = follow({}, generations(["a", "PENDING"]), "s", NOW).errands;
    expect(follow(painting, state({ removed: { a: 2 } }), "s", NOW)).toMatchObject({ errands: {}, told: [] });
  });

  it("says when nothing changed, so that a frame a second writes nothing", () => {
    const begun = follow({}, training("PROCESSING"), "s", NOW).errands;
    expect(follow(begun, training("PROCESSING", { progress: 50 }), "s", NOW).changed).toBe(false);
    expect(follow({}, training("PROCESSING"), "s", NOW).changed).toBe(true);
  });
});

describe("the kept list", () => {
  const shelf = new Map<string, string>();
  beforeEach(() => {
    shelf.clear();
    Object.assign(globalThis, {
      localStorage: {
        getItem: (key: string) => shelf.get(key) ?? null,
        setItem: (key: string, text: string) => shelf.set(key, text),
        removeItem: (key: string) => shelf.delete(key),
      },
    });
  });
  const note = (id: string) => ({ id, at: NOW, title: id });

  it("keeps two tabs in step: what one has told, the other does not tell again, and reading counts for both", () => {
    const [one, two] = [keptNotices("u"), keptNotices("u")];
    expect(one.add(note("a"))).toBe(true);
    expect(two.add(note("a"))).toBe(false);
    expect(two.add(note("b"))).toBe(true);
    one.reread();
    expect(one.list().map(({ id }) => id)).toEqual(["b", "a"]);
    two.markRead();
    one.reread();
    expect(one.unread()).toBe(0);
    one.clear();
    two.reread();
    expect(two.list()).toEqual([]);
  });

  it("keeps the newest fifty, each artist's apart", () => {
    const list = keptNotices("u");
    for (let place = 0; place < 60; place++) list.add(note(String(place)));
    expect(list.list()).toHaveLength(50);
    expect(list.list()[0]?.id).toBe("59");
    expect(keptNotices("v").list()).toEqual([]);
  });
});
