import { expect, it } from "vitest";
import { bar, duration, painter } from "../../../local/demo/bar.ts";
import { optionsOf } from "../../../local/demo/options.ts";
import { report } from "../../../local/demo/report.ts";

it("draws progress with what is left", () => {
  expect(duration(48.4)).toBe("48 s");
  expect(duration(125)).toBe("2 min 05 s");
  expect(bar("Training", 250, 1_000, 45, "loss 0.123")).toBe(
    "Training   ███████░░░░░░░░░░░░░░░░░░░░░  25 %  250/1000  45 s left  loss 0.123",
  );
  expect(bar("Training", 0, 0, null)).toContain("  0 %  0/0");
});

it("overwrites the line on a terminal and prints few lines elsewhere", () => {
  const draw = (isTTY: boolean) => {
    let text = "";
    const lines = painter({ isTTY, write: (more) => (text += more) });
    for (const [line, mark] of [
      ["one", "a"],
      ["two", "a"],
      ["three", "b"],
    ] as const)
      lines.draw(line, mark);
    lines.end();
    return text;
  };
  expect(draw(true)).toBe("\r\u001b[Kone\r\u001b[Ktwo\r\u001b[Kthree\n");
  expect(draw(false)).toBe("one\nthree\n");
});

it("puts the targets beside what was measured", () => {
  expect(
    report([
      { stage: "uploading", seconds: 3.21 },
      { stage: "training", seconds: 41.04, target: 60 },
      { stage: "one picture", seconds: 12, target: 10 },
    ]),
  ).toBe(
    [
      "  uploading      3.2 s",
      "  training      41.0 s   target 60 s  met",
      "  one picture   12.0 s   target 10 s  MISSED",
    ].join("\n"),
  );
});

it("reads the command line", () => {
  expect(optionsOf([])).toMatchObject({ count: 4, size: 512, steps: undefined, out: "demo-output", images: undefined });
  expect(optionsOf(["--prompt", " a fox ", "--count", "1", "--images", "art"])).toMatchObject({
    prompt: "a fox",
    count: 1,
    images: "art",
  });
});

it.each([
  [["--count", "9"], '--count is "9", but must be a whole number from 1 to 4.'],
  [["--size", "100"], '--size is "100", but must be a whole number from 256 to 1440.'],
  [["--prompt", "  "], "--prompt must have 1 to 500 characters."],
  [["--colour", "red"], "Unknown option '--colour'"],
])("refuses %o in a sentence", (args, sentence) => {
  expect(() => optionsOf(args)).toThrow(sentence);
});
