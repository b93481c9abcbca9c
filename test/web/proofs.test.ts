import { describe, expect, it } from "vitest";
import { type ProofFacts, pairsOf, verdictOf } from "../../web/generation/proofs/verdict.ts";
import { measure } from "../../web/images/readiness/measure.ts";
import { type Compared, compare, distance } from "../../web/images/readiness/nearest.ts";

/** Blots of one hue on another, where `seed` says. */
function picture(id: string, seed: number, hue: readonly [number, number, number]) {
  const side = 96;
  const data = new Uint8ClampedArray(side * side * 4);
  const blots = Array.from(
    { length: 14 },
    (_, at) => [(seed * 37 + at * 53) % side, (seed * 61 + at * 29) % side] as const,
  );
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const near = blots.some(([u, v]) => (x - u) ** 2 + (y - v) ** 2 < 60);
      const at = (y * side + x) * 4;
      for (let part = 0; part < 3; part += 1) data[at + part] = near ? 255 - (hue[part] ?? 0) : (hue[part] ?? 0);
      data[at + 3] = 255;
    }
  }
  return measure(id, { data, width: side, height: side });
}

describe("what stands beside a proof", () => {
  const red = picture("red", 1, [180, 40, 30]);
  const blue = picture("blue", 2, [30, 60, 190]);
  it("is the original nearest in colour and masses, and the one it repeats", () => {
    const proof = { ...picture("proof", 1, [176, 44, 34]) };
    const { proofs } = compare([proof], [blue, red], []);
    expect(proofs.proof?.near).toEqual(["red", "blue"]);
    expect(proofs.proof?.closest).toMatchObject({ id: "red" });
    expect(proofs.proof?.closest?.likeness).toBeGreaterThan(0.9);
    expect(distance(proof, proof)).toBeLessThan(distance(proof, blue));
  });
  it("lays proofs beside each other", () => {
    const { pairs } = compare([red, blue], [], [["red", "blue"]]);
    expect(pairs["red blue"]).toBeLessThan(0.6);
  });
});

const strengths = [0.6, 0.9, 1.2];
const sheet: ProofFacts[] = Array.from({ length: 9 }, (_, at) => ({
  id: `p${at}`,
  row: Math.floor(at / 3),
  column: at % 3,
}));
const plain = (more: Partial<Record<string, number>> = {}, pairs: Record<string, number> = {}): Compared => ({
  proofs: Object.fromEntries(
    sheet.map(({ id }) => [id, { near: ["i"], closest: { id: "i", likeness: more[id] ?? 0.3 } }]),
  ),
  pairs: { ...Object.fromEntries(pairsOf(sheet).map(([a, b]) => [`${a} ${b}`, 0.1])), ...pairs },
});
const falling = Array.from({ length: 40 }, (_, step) => ({ step, loss: 1 - step / 50 }));

describe("the verdict", () => {
  it("pairs different sentences of one strength alone", () => {
    expect(pairsOf(sheet)).toHaveLength(9);
    expect(pairsOf(sheet)).toContainEqual(["p0", "p3"]);
    expect(pairsOf(sheet)).not.toContainEqual(["p0", "p1"]);
  });
  it("says nothing of a few proofs", () => expect(verdictOf(sheet.slice(0, 5), strengths, plain(), [])).toBeNull());
  it("finds nothing, and tells what the loss said", () => {
    expect(verdictOf(sheet, strengths, plain(), [])).toMatchObject({ tone: "good", about: null });
    expect(verdictOf(sheet, strengths, plain(), falling)?.sentence).toContain("still falling");
  });
  it("blames the training when a proof repeats an original below full strength", () => {
    const told = verdictOf(sheet, strengths, plain({ p4: 0.85 }), falling);
    expect(told).toMatchObject({ tone: "warning", about: { proofId: "p4", imageId: "i" } });
    expect(told?.sentence).toContain("over-trained: cell 5 repeats");
  });
  it("blames the strength when only the strongest does", () => {
    expect(verdictOf(sheet, strengths, plain({ p8: 0.85 }), [])?.sentence).toBe(
      "Past 0.9 it leans on one picture: cell 9 repeats it. At 0.9 and below it paints its own.",
    );
  });
  it("notices that every sentence gives the same picture", () => {
    const same = { "p0 p3": 0.7, "p0 p6": 0.7, "p3 p6": 0.65 };
    expect(verdictOf(sheet, strengths, plain({}, same), [])?.sentence).toContain(
      "different sentences give nearly the same",
    );
    expect(verdictOf(sheet, strengths, plain({}, { "p0 p3": 0.7 }), [])).toMatchObject({ tone: "good" });
    const strong = { "p2 p5": 0.7, "p2 p8": 0.7, "p5 p8": 0.65 };
    expect(verdictOf(sheet, strengths, plain({}, strong), [])?.sentence).toContain("Past 0.9");
  });
});
