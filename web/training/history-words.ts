import type { TrainingRecord } from "#contract/training";
import { clockTime, count, day, number, spell } from "../ui/say.ts";
import { choiceOf, choiceWords } from "./presets.ts";

/** What a training is called: its own name, else the moment it was asked for. Numbers would change with each deletion. */
export const titleOf = ({ name, createdAt }: TrainingRecord, now: Date): string =>
  name ?? `${day(createdAt, now)}, ${clockTime(createdAt)}`;

/** How it ended or stands. */
export function outcomeOf(run: TrainingRecord): string {
  switch (run.status) {
    case "COMPLETED": {
      const seconds = (Date.parse(run.completedAt ?? run.createdAt) - Date.parse(run.createdAt)) / 1_000;
      return `Learned in ${spell(seconds)}`;
    }
    case "FAILED":
      return run.currentStep > 0 ? `Stopped at step ${number(run.currentStep)}` : "Did not start";
    case "CANCELED":
      return run.currentStep > 0 ? `Cancelled at step ${number(run.currentStep)}` : "Cancelled";
    default:
      return "Learning";
  }
}

/** "24 pictures, balanced, loss 0.052". */
export function factsOf(run: TrainingRecord): string {
  const loss = run.loss.at(-1)?.loss;
  return [
    count(run.imageCount, "picture"),
    choiceWords(choiceOf(run.config)).toLowerCase(),
    ...(loss === undefined ? [] : [`loss ${loss.toFixed(3)}`]),
  ].join(", ");
}

/** What is different between two runs' settings and sets, in words; empty when nothing is. */
export function differences(one: TrainingRecord, other: TrainingRecord): string[] {
  const told: string[] = [];
  const say = (label: string, a: number | string, b: number | string) => {
    if (a !== b) told.push(`${label} ${a} instead of ${b}`);
  };
  say("pictures", one.imageCount, other.imageCount);
  say("steps", number(one.config.steps), number(other.config.steps));
  say("boldness", one.config.learningRate, other.config.learningRate);
  say("rank", one.config.loraRank, other.config.loraRank);
  say(
    "without a caption",
    `${Math.round(one.config.captionDropout * 100)}%`,
    `${Math.round(other.config.captionDropout * 100)}%`,
  );
  const sides = ({ config }: TrainingRecord) => `${config.resolution.replaceAll(",", ", ")} px`;
  say("seen at", sides(one), sides(other));
  return told;
}
