import sharp, { type Sharp } from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { chipsOf, type Finding, type FindingKind } from "../../../web/images/readiness/finding.ts";
import { type JudgeOptions, judge as judgeAnew } from "../../../web/images/readiness/judge.ts";
import { type Measures, measure } from "../../../web/images/readiness/measure.ts";
import { type Hand, paint, pixelsOf } from "./paint.ts";

const of = async (picture: Buffer, id: string, grown = 4): Promise<Measures> => {
  const { copy, width, height } = await pixelsOf(picture);
  return measure(id, copy, { width: Math.round(width * grown), height: Math.round(height * grown) });
};

const sets = new Map<Hand, Measures[]>();
let first: Buffer = Buffer.alloc(0);
beforeAll(async () => {
  for (const hand of ["flat", "oil", "mist"] as const) {
    const pictures = await Promise.all(
      Array.from({ length: 20 }, (_, seed) => paint(hand, seed + (hand === "oil" ? 0 : 100), 400, 300)),
    );
    if (hand === "oil") first = pictures[0] ?? first;
    sets.set(hand, await Promise.all(pictures.map((picture, at) => of(picture, `${hand}-${at}`))));
  }
  judgeAnew([...set("oil"), ...set("flat")], { known: shared });
}, 120_000);
/** What the two sets share is compared once for all tests. */
const shared = new Map<string, number>();
const judge = (pictures: Parameters<typeof judgeAnew>[0], options: JudgeOptions = {}) =>
  judgeAnew(pictures, { known: new Map(shared), ...options });
const set = (hand: Hand): Measures[] => sets.get(hand) ?? [];
const kinds = (findings: readonly Finding[]): FindingKind[] => findings.map(({ kind }) => kind);

describe("a set without faults", () => {
  it.each([
    "flat",
    "oil",
    "mist",
  ] as const)("of %s is accused of nothing that can be fixed and scores at least 90", (hand) => {
    const { findings, score, blocked, judged } = judge(set(hand));
    expect(findings.filter(({ severity }) => severity !== "hint")).toEqual([]);
    expect(score).toBeGreaterThanOrEqual(90);
    expect({ blocked, judged }).toEqual({ blocked: false, judged: 20 });
  });

  it("shows the colours it will learn", () => {
    const { palette } = judge(set("oil"));
    expect(palette.length).toBeGreaterThanOrEqual(5);
    expect(palette.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
  });
});

describe("a fault is found, named and mended by one fix", () => {
  const faulty = async (change: (picture: Sharp) => Sharp, grown?: number) => {
    const bad = await of(await change(sharp(first)).jpeg({ quality: 85 }).toBuffer(), "bad", grown);
    return judge([...set("oil").slice(1), bad, ...set("flat").slice(0, 2)]);
  };

  it("blurred", async () => {
    const { findings, score, after } = await faulty((picture) => picture.blur(4));
    expect(findings).toEqual([
      {
        key: "blurred bad",
        kind: "blurred",
        imageIds: ["bad"],
        severity: "warns",
        sentence: "Blurred, or softer than your others",
        chips: ["Blurred"],
        fix: { kind: "remove", label: "Leave out", imageIds: ["bad"] },
      },
    ]);
    expect(after).toBeGreaterThan(score);
  });

  it("border, with the crop that takes it off", async () => {
    const { findings } = await faulty((picture) =>
      picture.extend({ top: 40, bottom: 40, left: 40, right: 40, background: "#fff" }),
    );
    expect(kinds(findings)).toEqual(["border"]);
    const [finding] = findings;
    expect(finding?.fix).toMatchObject({ kind: "crop", crops: [{ imageId: "bad" }] });
    const box = finding?.fix?.kind === "crop" ? finding.fix.crops[0]?.box : undefined;
    expect(box?.left).toBeCloseTo(40 / 480, 2);
    expect(box?.bottom).toBeCloseTo(1 - 40 / 380, 2);
  });

  it.each([
    [2.3, "hint", "690 px, under 768"],
    [1.5, "warns", "450 px, under 512"],
  ] as const)("small, times %d", async (grown, severity, sentence) => {
    const { findings } = await faulty((picture) => picture, grown);
    expect(findings.map(({ kind, ...rest }) => [kind, rest.severity, rest.sentence])).toEqual([
      ["small", severity, sentence],
    ]);
    expect(findings[0]?.fix).toEqual({ kind: "replace", label: "Replace", imageId: "bad" });
  });

  it.each([
    [150, "hint", undefined],
    [100, "warns", "remove"],
  ] as const)("far too wide, %d px of 400", async (height, severity, fix) => {
    const { findings } = await faulty((picture) => picture.extract({ left: 0, top: 60, width: 400, height }), 8);
    expect(findings.map(({ kind, severity: found, fix: by }) => [kind, found, by?.kind])).toEqual([
      ["stretched", severity, fix],
    ]);
  });

  it("pale beside the others, but not where all are pale", async () => {
    const pale = (picture: Sharp) => picture.linear(0.16, 190);
    expect(kinds((await faulty(pale)).findings)).toContain("faint");
    const all = set("oil").map((picture) => ({ ...picture, range: 14 }));
    expect(kinds(judge(all).findings)).toEqual([]);
  });

  it("colours that stand apart", async () => {
    const red = await sharp({ create: { width: 512, height: 384, channels: 3, background: "#ff0000" } })
      .png()
      .toBuffer();
    expect(kinds(judge([...set("flat"), await of(red, "red")]).findings)).toContain("colours-apart");
  });
});

describe("many alike", () => {
  const inside = { left: 0.1, top: 0.1, right: 0.9, bottom: 0.9 };
  const worse = (count: number, change: Partial<Measures>) =>
    judge(set("oil").map((picture, at) => (at < count ? { ...picture, ...change } : picture)));

  it("are told one by one up to three, and as one beyond", () => {
    expect(kinds(worse(3, { inside }).findings)).toEqual(["border", "border", "border"]);
    const { findings, qualities } = worse(5, { inside });
    expect(findings).toMatchObject([
      { kind: "border", sentence: "5 have a border it would learn to paint", chips: Array(5).fill("Border") },
    ]);
    expect(findings[0]?.fix).toMatchObject({ kind: "crop", label: "Crop all 5" });
    expect(findings[0]?.fix?.kind === "crop" && findings[0].fix.crops.map(({ imageId }) => imageId)).toEqual(
      findings[0]?.imageIds,
    );
    expect(qualities.find(({ name }) => name === "Edges")?.value).toBe("5 borders");
  });

  it("are left out together, and small ones are left to the artist", () => {
    expect(worse(5, { edges: 9 }).findings[0]).toMatchObject({
      kind: "blurred",
      fix: { kind: "remove", label: "Leave out 5", imageIds: ["oil-0", "oil-1", "oil-2", "oil-3", "oil-4"] },
    });
    const [small] = worse(20, { width: 640, height: 480 }).findings;
    expect(small).toMatchObject({ kind: "small", severity: "warns", sentence: "20 are under 512 px" });
    expect(small?.fix).toBeUndefined();
  });
});

describe("twins", () => {
  it("keeps the sharper one, wherever it stands", async () => {
    const soft = await of(await sharp(first).blur(2.5).jpeg().toBuffer(), "soft");
    for (const pictures of [
      [...set("oil"), soft],
      [soft, ...set("oil")],
    ]) {
      const twin = judge(pictures).findings.find(({ kind }) => kind === "twins");
      expect(twin).toMatchObject({
        sentence: "Two look the same",
        imageIds: ["oil-0", "soft"],
        chips: ["Twin", "Softer"],
      });
      expect(twin?.fix).toEqual({ kind: "remove", label: "Keep sharper", imageIds: ["soft"] });
    }
  });

  it("keeps the larger of two equally sharp, and counts three as one finding", async () => {
    const small = await of(await sharp(first).jpeg({ quality: 90 }).toBuffer(), "small", 2);
    const mirror = await of(await sharp(first).flop().jpeg({ quality: 90 }).toBuffer(), "mirror", 2);
    const [twin] = judge([small, mirror, ...set("oil")]).findings;
    expect(twin).toMatchObject({ sentence: "3 look the same", chips: ["Twin", "Smaller", "Smaller"] });
    expect(twin?.imageIds[0]).toBe("oil-0");
    expect(twin?.fix).toMatchObject({ kind: "remove", label: "Keep larger" });
  });

  it("leaves a second colouring of one drawing alone", async () => {
    const other = await of(await sharp(first).modulate({ hue: 150, saturation: 2 }).png().toBuffer(), "other");
    expect(kinds(judge([...set("oil"), other]).findings)).not.toContain("twins");
  });

  it("compares each pair once", async () => {
    const known = new Map<string, number>();
    judge(set("oil"), { known });
    expect(known.size).toBe(190);
    for (const key of known.keys()) known.set(key, 1);
    expect(judge(set("oil"), { known }).findings[0]?.sentence).toBe("20 look the same");
  });
});

describe("the set", () => {
  it("is blocked only by what cannot be trained", () => {
    const few = judge(set("oil").slice(0, 14));
    expect(few).toMatchObject({ blocked: true, missingAfter: 6 });
    expect(few.findings[0]).toMatchObject({ kind: "too-few", sentence: "6 more pictures and it can be trained." });
    expect(judge(set("oil").slice(0, 19)).findings[0]?.sentence).toBe("1 more picture and it can be trained.");
    const many = judge([...set("oil"), ...set("flat"), { id: "more", unreadable: true }]);
    expect(many.findings.slice(0, 2)).toMatchObject([
      { kind: "too-many", sentence: "41 of 40. More would not teach it more." },
      { kind: "unreadable", severity: "blocks", imageIds: ["more"], fix: { kind: "remove" } },
    ]);
  });

  it("scores half for half of the pictures and nothing for none", () => {
    const { score } = judge(set("oil").slice(0, 10));
    expect(score).toBeGreaterThan(40);
    expect(score).toBeLessThanOrEqual(50);
    expect(judge([])).toMatchObject({ score: 0, blocked: true, palette: [], judged: 0, after: null });
  });

  it("never gains by a fault", async () => {
    const whole = judge(set("oil")).score;
    const blurred = await of(await sharp(first).blur(4).png().toBuffer(), "bad");
    expect(judge([blurred, ...set("oil").slice(1)]).score).toBeLessThan(whole);
  });

  it("says when all share one layout", async () => {
    const same = set("flat").map((picture, at) => ({
      ...picture,
      layout: picture.layout.map((value, i) => (i < 2048 ? 220 : 20) + (value % (7 + at))),
    }));
    const { findings, qualities } = judge(same);
    expect(kinds(findings)).toContain("same-layout");
    expect(qualities.find(({ name }) => name === "Subjects")).toMatchObject({ value: "alike" });
  });

  it("says how many would be missing once the twins are gone", () => {
    const [keep] = set("oil");
    if (!keep) throw new Error("The set is empty.");
    const verdict = judge([...set("oil").slice(0, 19), { ...keep, id: "copy" }]);
    expect(verdict).toMatchObject({ blocked: false, missingAfter: 1 });
  });

  it("forgets what the artist called meant, but not what blocks", async () => {
    const blurred = await of(await sharp(first).blur(4).png().toBuffer(), "bad");
    const pictures = [blurred, ...set("oil").slice(1, 4)];
    const meant = new Set(judge(pictures).findings.map(({ key }) => key));
    expect(kinds(judge(pictures, { meant }).findings)).toEqual(["too-few"]);
    expect(judge(pictures, { meant }).qualities.find(({ name }) => name === "Sharpness")?.value).toBe("4 of 4");
  });

  it("cannot tell sharpness from thumbnails, and says so", () => {
    const { qualities, findings } = judge(set("oil").map((picture) => ({ ...picture, edges: null })));
    expect(qualities.find(({ name }) => name === "Sharpness")).toMatchObject({ value: "cannot tell", share: 1 });
    expect(findings).toEqual([]);
  });
});

it("puts one chip on a picture: that of its gravest finding", () => {
  const chip = (kind: FindingKind, imageIds: string[], chips: string[]): Finding => ({
    key: kind,
    kind,
    imageIds,
    chips,
    severity: "warns",
    sentence: "",
  });
  const findings = [
    chip("twins", ["a", "b"], ["Twin", "Softer"]),
    chip("blurred", ["b"], ["Blurred"]),
    chip("small", ["c"], ["200 px, small"]),
  ];
  const chips = chipsOf(findings, 20);
  expect([...chips].map(([id, { label }]) => [id, label])).toEqual([
    ["a", "Twin"],
    ["b", "Softer"],
    ["c", "200 px, small"],
  ]);
  const common = chip("small", [..."cdefghijklm"], Array(11).fill("200 px, small"));
  expect([...chipsOf([...findings.slice(0, 2), common], 20).keys()]).toEqual(["a", "b"]);
});
