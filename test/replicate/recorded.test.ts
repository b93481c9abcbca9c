import { describe, expect, it } from "vitest";
import { cases } from "./cases.ts";
import { type Recording, recorded } from "./fixtures/recorded.ts";

describe("what the service was recorded to answer", () => {
  it.each(
    cases.flatMap((one) => (one.recording ? [{ ...one, recording: one.recording }] : [])),
  )("$name ($recording)", ({ recording, check }) => check(recorded[recording]));

  it("is used to the last recording", () => {
    const used = new Set(cases.map(({ recording }) => recording));
    expect((Object.keys(recorded) as Recording[]).filter((name) => !used.has(name))).toEqual([]);
  });
});

it("names a source for every case without a recording", () => {
  expect(cases.filter(({ recording, source }) => recording === null && !source).map(({ name }) => name)).toEqual([]);
});

/** Each case must refuse the answers of all others that it could be mixed up with. */
it("has cases that can fail", () => {
  for (const { name, recording, check } of cases) {
    if (recording === null) continue;
    expect(() => check({ ...recorded[recording], status: 500 }), name).toThrow();
    if (recorded[recording].body === undefined) continue;
    expect(() => check({ ...recorded[recording], body: {} }), name).toThrow();
  }
});
