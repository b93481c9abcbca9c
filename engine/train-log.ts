import { bar, exponential } from "./bar.ts";

/** The trainer's name for its job, before each of its bars. */
export const JOB = "flux_train_replicate";
/** Milliseconds between two refreshes of a bar, as tqdm has it. */
const REFRESH = 100;

/** What the trainer prints as it enters a stage, where our work has a counterpart. */
export function stageLines(stage: "loading" | "caching" | "training" | "packaging", pictures: number): string {
  switch (stage) {
    case "loading":
      return `Starting train job\n# Running job: ${JOB}\nRunning  1 process\nLoading pictures\n`;
    case "caching":
      return [
        "Dataset: input_images",
        "  -  Preprocessing image dimensions",
        bar(pictures, pictures, 0),
        `  -  Found ${pictures} images`,
        "Caching latents for input_images",
        "",
      ].join("\n");
    case "training":
    case "packaging":
      return "";
  }
}

/** Prints the training bar from real steps and losses, at most ten times a second and always for the last step. */
export function stepLines(
  total: number,
  learningRate: number,
  tell: (text: string) => void,
  now: () => number,
): (report: { step: number; loss: number }) => void {
  let began: number | undefined;
  let printed = 0;
  return ({ step, loss }) => {
    const at = now();
    began ??= at;
    if (step < total && printed > 0 && at - printed < REFRESH) return;
    printed = at;
    const postfix = `lr: ${exponential(learningRate, 1)} loss: ${exponential(loss, 3)}`;
    tell(`${bar(step, total, (at - began) / 1000, JOB, postfix)}\n`);
  };
}
