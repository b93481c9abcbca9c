import { describe, expect, it } from "vitest";
import { bar, clock, exponential } from "../../engine/bar.ts";
import { stageLines, stepLines } from "../../engine/train-log.ts";
import { readProgress } from "../../src/replicate/progress.ts";

describe("bar", () => {
  it("draws as tqdm draws", () => {
    expect(bar(0, 1000, 0, "flux_train_replicate")).toBe(
      "flux_train_replicate:   0%|          | 0/1000 [00:00<?, ?it/s]",
    );
    expect(bar(2482, 3000, 2607, "flux_train_replicate", "lr: 4.0e-04 loss: 2.472e-01")).toBe(
      "flux_train_replicate:  82%|████████▎ | 2482/3000 [43:27<09:04,  1.05s/it, lr: 4.0e-04 loss: 2.472e-01]",
    );
    expect(bar(28, 28, 6.2)).toBe("100%|██████████| 28/28 [00:06<00:00,  4.52it/s]");
    expect(bar(20, 20, 0)).toBe("100%|██████████| 20/20 [00:00<?, ?it/s]");
  });

  it("writes clocks and exponents", () => {
    expect([0, 61.9, 3723, 36_000].map(clock)).toEqual(["00:00", "01:01", "1:02:03", "10:00:00"]);
    expect([exponential(0.0004, 1), exponential(0.2472, 3), exponential(12, 3), exponential(1e-12, 1)]).toEqual([
      "4.0e-04",
      "2.472e-01",
      "1.200e+01",
      "1.0e-12",
    ]);
  });
});

describe("the log of a training", () => {
  it("is understood by the reader of real logs", () => {
    let log = "";
    let now = 50_000;
    const tell = (text: string) => {
      log += text;
    };
    tell("2026-05-01T09:00:00Z | INFO  | [ Initiating ] dest=input_images.zip\n");
    expect(readProgress(log, 500).stage).toBe("downloading");
    tell("Extracted 40 files from zip to input_images\n");
    expect(readProgress(log, 500).stage).toBe("extracting");
    tell(stageLines("loading", 20));
    expect(readProgress(log, 500).stage).toBe("loading");
    tell(stageLines("caching", 20));
    expect(readProgress(log, 500)).toMatchObject({ stage: "caching", pictures: 20, step: 0 });

    const report = stepLines(500, 0.0004, tell, () => now);
    for (let step = 1; step <= 500; step++) {
      now += 40;
      report({ step, loss: 0.07 - step / 50_000 });
    }
    const progress = readProgress(log, 500);
    expect(progress).toMatchObject({ stage: "packaging", step: 500, learningRate: 0.0004, remaining: 0 });
    expect(progress.stepsPerSecond).toBeCloseTo(25, 0);
    expect(progress.loss.at(0)).toEqual({ step: 1, loss: 0.06998 });
    expect(progress.loss.at(-1)).toEqual({ step: 500, loss: 0.06 });
    expect(progress.loss.length).toBeGreaterThan(150);
    expect(progress.loss.length, "ten lines a second at most").toBeLessThan(205);
  });
});
