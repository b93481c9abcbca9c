import { describe, expect, it } from "vitest";
import { type LogStage, readProgress } from "#replicate/progress";

const job = "flux_train_replicate";
const preparing = [
  "2024-09-10T05:10:35Z | INFO  | [ Initiating ] chunk_size=150M dest=/src/FLUX.1-dev",
  "Downloaded base weights in 26.6 seconds",
  "Extracted 40 files from zip to input_images",
  "input_images/0001.jpg is already captioned",
  "Starting train job",
  `# Running job: ${job}`,
  "Loading Flux model",
  "Quantizing transformer",
  "Dataset: input_images",
  "  -  Preprocessing image dimensions",
  "\r  0%|          | 0/20 [00:00<?, ?it/s]\r100%|██████████| 20/20 [00:00<00:00, 17432.00it/s]",
  "  -  Found 20 images",
  "Bucket sizes for input_images:",
  "1 buckets made",
  "Caching latents for input_images",
  "\rCaching latents: 100%|██████████| 20/20 [00:02<00:00,  7.31it/s]",
];

const line = (step: number, total: number, tail: string) =>
  `${job}:  ${Math.floor((100 * step) / total)}%|███       | ${step}/${total} ${tail}`;

describe("readProgress", () => {
  it("knows nothing of an empty log", () => {
    for (const logs of ["", null, undefined]) {
      expect(readProgress(logs, 1000)).toEqual({
        stage: "starting",
        step: 0,
        total: 1000,
        stepsPerSecond: null,
        remaining: null,
        learningRate: null,
        loss: [],
        pictures: null,
      });
    }
  });

  it("names every stage in the order of the log", () => {
    const stages: [number, LogStage][] = [
      [1, "downloading"],
      [2, "downloading"],
      [3, "extracting"],
      [4, "captioning"],
      [5, "loading"],
      [8, "loading"],
      [9, "caching"],
      [16, "caching"],
    ];
    for (const [count, stage] of stages) {
      expect(readProgress(preparing.slice(0, count).join("\n"), 1000).stage, preparing[count - 1]).toBe(stage);
    }
  });

  it("is not fooled by the bars that prepare the pictures", () => {
    for (const total of [20, 1000]) {
      const progress = readProgress(preparing.join("\n"), total);
      expect(progress).toMatchObject({ stage: "caching", step: 0, stepsPerSecond: null, pictures: 20 });
    }
  });

  it("counts only a bar over the steps asked for", () => {
    const logs = [...preparing, "captioner: 100%|██| 20/20 [00:01<00:00, 9.0it/s]"].join("\n");
    expect(readProgress(logs, 1000)).toMatchObject({ stage: "caching", step: 0 });
    expect(readProgress("qwen_lora_1755:  50%|██| 10/20 [00:01<00:02, 9.0it/s]", 20)).toMatchObject({ step: 10 });
  });

  it("takes step, speed, remaining time, learning rate and loss from the last bar", () => {
    const logs = [
      ...preparing,
      line(0, 3000, "[00:00<?, ?it/s]"),
      line(1, 3000, "[00:01<52:10,  1.04s/it, lr: 4.0e-04 loss: 5.012e-01]"),
      line(2482, 3000, "[43:27<09:04,  1.05s/it, lr: 4.0e-04 loss: 2.472e-01]"),
    ].join("\n");
    const progress = readProgress(logs, 3000);
    expect(progress).toMatchObject({ stage: "training", step: 2482, remaining: 544, learningRate: 0.0004 });
    expect(progress.stepsPerSecond).toBeCloseTo(1 / 1.05);
    expect(progress.loss).toEqual([
      { step: 1, loss: 0.5012 },
      { step: 2482, loss: 0.2472 },
    ]);
  });

  it("reads either unit of speed and hours in clocks", () => {
    expect(readProgress(line(10, 100, "[00:05<1:02:03,  2.00it/s]"), 100)).toMatchObject({
      stepsPerSecond: 2,
      remaining: 3723,
    });
    expect(readProgress(line(10, 100, "[00:40<06:00,  4.00s/it]"), 100)).toMatchObject({
      stepsPerSecond: 0.25,
      remaining: 360,
    });
  });

  it("treats a first bar without speed as step 0 of the training", () => {
    expect(readProgress(line(0, 1000, "[00:00<?, ?it/s]"), 1000)).toMatchObject({
      stage: "training",
      step: 0,
      stepsPerSecond: null,
      remaining: null,
      loss: [],
    });
  });

  it.each(["\n", "\r\n", "\r"])("splits bars joined by %j", (glue) => {
    const logs = [1, 2, 3].map((step) => line(step, 10, `[00:01<00:09,  1.00it/s, lr: 4.0e-04 loss: ${step}.000e-01]`));
    const progress = readProgress(logs.join(glue), 10);
    expect(progress.step).toBe(3);
    expect(progress.loss.map(({ step }) => step)).toEqual([1, 2, 3]);
  });

  it("ignores a bar cut off in the middle", () => {
    const logs = `${line(3, 10, "[00:01<00:09,  1.00it/s]")}\n${line(4, 10, "[00:01<00:")}`;
    expect(readProgress(logs, 10).step).toBe(3);
  });

  it("keeps one loss per step, the last told", () => {
    const tail = (loss: string) => `[00:01<00:09,  1.00it/s, lr: 4.0e-04 loss: ${loss}]`;
    const logs = [line(3, 10, tail("3.0e-01")), line(3, 10, tail("2.0e-01")), line(4, 10, tail("1.0e-01"))];
    expect(readProgress(logs.join("\r"), 10).loss).toEqual([
      { step: 3, loss: 0.2 },
      { step: 4, loss: 0.1 },
    ]);
  });

  it("follows a run that was begun again", () => {
    const tail = "[00:01<00:09,  1.00it/s, lr: 4.0e-04 loss: 3.0e-01]";
    const logs = [line(5, 10, tail), line(6, 10, tail), line(1, 10, tail), line(2, 10, tail)].join("\n");
    const progress = readProgress(logs, 10);
    expect(progress.step).toBe(2);
    expect(progress.loss.map(({ step }) => step)).toEqual([1, 2]);
  });

  it("is packaging after the last step and never walks back", () => {
    const done = line(10, 10, "[00:10<00:00,  1.00it/s, lr: 4.0e-04 loss: 2.0e-01]");
    expect(readProgress(done, 10)).toMatchObject({ stage: "packaging", step: 10, remaining: 0 });
    expect(readProgress(`${done}\nSaved to output/${job}/lora.safetensors\nLoading vae`, 10).stage).toBe("packaging");
  });

  it("reads the longest training quickly", () => {
    const bars = Array.from({ length: 6000 }, (_, step) =>
      line(step, 6000, "[00:01<00:09,  1.00it/s, lr: 4.0e-04 loss: 3.0e-01]"),
    ).join("\r");
    const began = performance.now();
    expect(readProgress(bars, 6000).loss).toHaveLength(6000);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
