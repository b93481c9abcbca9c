import {
  CAPTION_DROPOUT,
  LEARNING_RATE,
  LORA_RANK,
  RESOLUTION_DEFAULT,
  TRAINING_STEPS,
  type TrainingConfig,
} from "#contract/training";

/** What can be chosen for a training. */
export type TrainChoice = Omit<TrainingConfig, "modelType">;

export type PresetName = "quick" | "balanced" | "careful";

export interface Preset {
  name: PresetName;
  label: string;
  /** When to take it, in one sentence. */
  when: string;
  config: TrainChoice;
}

const balanced: TrainChoice = {
  steps: TRAINING_STEPS.default,
  learningRate: LEARNING_RATE.default,
  loraRank: LORA_RANK.default,
  captionDropout: CAPTION_DROPOUT.default,
  resolution: RESOLUTION_DEFAULT,
};

/** The balanced one is the trainer's own defaults; the others move what costs time and what costs likeness. */
export const presets: readonly [Preset, Preset, Preset] = [
  {
    name: "quick",
    label: "Quick look",
    when: "To see whether the set works. It learns the palette and the large shapes, not yet the brush.",
    config: { ...balanced, steps: 400, resolution: "512" },
  },
  {
    name: "balanced",
    label: "Balanced",
    when: "Right for nearly every set of 20 to 40 pictures.",
    config: balanced,
  },
  {
    name: "careful",
    label: "Careful",
    when: "Twice as long in smaller steps, with more room for detail. For sets of 30 and more with captions.",
    config: { ...balanced, steps: 2_000, learningRate: 0.0002, loraRank: 32 },
  },
];

const keys = ["steps", "learningRate", "loraRank", "captionDropout", "resolution"] as const;

const same = (a: TrainChoice, b: TrainChoice) => keys.every((key) => a[key] === b[key]);

/** The preset with just these settings; undefined for settings of one's own. */
export const presetOf = (config: TrainChoice): Preset | undefined =>
  presets.find((preset) => same(preset.config, config));

export const choiceOf = ({
  steps,
  learningRate,
  loraRank,
  captionDropout,
  resolution,
}: TrainingConfig): TrainChoice => ({
  steps,
  learningRate,
  loraRank,
  captionDropout,
  resolution,
});

/** "Careful", or what is told of settings of one's own: "1,400 steps". */
export const choiceWords = (config: TrainChoice): string =>
  presetOf(config)?.label ?? `${config.steps.toLocaleString("en")} steps`;
