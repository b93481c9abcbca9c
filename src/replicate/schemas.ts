/**
 * What the trainer and a trained FLUX version accept: JSON Schema with the model's own defaults and ranges.
 * The engine validates by it, the Worker takes defaults and ranges from it. A field without a default is unset.
 * Sources: https://replicate.com/ostris/flux-dev-lora-trainer (version e440909d), https://github.com/replicate/cog-flux (HotswapPredictor)
 */

export interface InputField {
  readonly type: "string" | "integer" | "number" | "boolean";
  readonly default?: string | number | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  /** `password`: redacted wherever the input is shown. */
  readonly format?: "uri" | "password";
  readonly description: string;
}

export interface InputSchema {
  readonly title: string;
  readonly type: "object";
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, InputField>>;
}

/** Input of `ostris/flux-dev-lora-trainer`. There is no seed; `input_images` is required by the trainer, not by its schema. */
export const trainingInput = {
  title: "TrainingInput",
  type: "object",
  required: [],
  properties: {
    input_images: {
      type: "string",
      format: "uri",
      description: "Zip of the pictures, with one .txt caption beside each.",
    },
    trigger_word: { type: "string", default: "TOK", description: "Word bound to the style; empty for none." },
    autocaption: { type: "boolean", default: true, description: "Caption the pictures that have no caption." },
    autocaption_prefix: { type: "string", description: "Instruction to the captioner: how captions begin." },
    autocaption_suffix: { type: "string", description: "Instruction to the captioner: how captions end." },
    steps: { type: "integer", default: 1000, minimum: 3, maximum: 6000, description: "Training steps." },
    learning_rate: { type: "number", default: 0.0004, description: "Learning rate." },
    batch_size: { type: "integer", default: 1, description: "Pictures per step." },
    resolution: { type: "string", default: "512,768,1024", description: "Comma list of sides in pixels." },
    lora_rank: { type: "integer", default: 16, minimum: 1, maximum: 128, description: "Capacity of the result." },
    caption_dropout_rate: {
      type: "number",
      default: 0.05,
      minimum: 0,
      maximum: 1,
      description: "Share of steps without a caption; higher for a style.",
    },
    optimizer: { type: "string", default: "adamw8bit", description: "Name of the optimizer." },
    cache_latents_to_disk: { type: "boolean", default: false, description: "For very many pictures." },
    layers_to_optimize_regex: { type: "string", description: "Train only the layers that match." },
    hf_repo_id: { type: "string", description: "Hugging Face repository to publish to." },
    hf_token: { type: "string", format: "password", description: "Hugging Face token." },
    wandb_api_key: { type: "string", format: "password", description: "Weights and Biases key." },
    wandb_project: { type: "string", default: "flux_train_replicate", description: "Weights and Biases project." },
    wandb_run: { type: "string", description: "Weights and Biases run." },
    wandb_entity: { type: "string", description: "Weights and Biases entity." },
    wandb_sample_interval: { type: "integer", default: 100, minimum: 1, description: "Steps between samples." },
    wandb_sample_prompts: { type: "string", description: "One prompt a line." },
    wandb_save_interval: { type: "integer", default: 100, minimum: 1, description: "Steps between saves." },
    skip_training_and_use_pretrained_hf_lora_url: { type: "string", description: "Wrap an existing LoRA instead." },
  },
} as const satisfies InputSchema;

export const aspectRatios = [
  "1:1",
  "16:9",
  "21:9",
  "3:2",
  "2:3",
  "4:5",
  "5:4",
  "3:4",
  "4:3",
  "9:16",
  "9:21",
  "custom",
] as const;

/** Input of a trained version. It has no negative prompt; unknown keys are ignored, not refused. */
export const paintingInput = {
  title: "Input",
  type: "object",
  required: ["prompt"],
  properties: {
    prompt: { type: "string", description: "What to paint, with the trigger word." },
    image: { type: "string", format: "uri", description: "Picture to start from; the result takes its size." },
    mask: { type: "string", format: "uri", description: "White is repainted, black is kept; needs image." },
    aspect_ratio: {
      type: "string",
      default: "1:1",
      enum: aspectRatios,
      description: "Shape; custom uses width and height.",
    },
    height: { type: "integer", minimum: 256, maximum: 1440, description: "Pixels, rounded up to a multiple of 16." },
    width: { type: "integer", minimum: 256, maximum: 1440, description: "Pixels, rounded up to a multiple of 16." },
    prompt_strength: {
      type: "number",
      default: 0.8,
      minimum: 0,
      maximum: 1,
      description: "1 forgets image altogether.",
    },
    model: { type: "string", default: "dev", enum: ["dev", "schnell"], description: "schnell needs only 4 steps." },
    num_outputs: {
      type: "integer",
      default: 1,
      minimum: 1,
      maximum: 4,
      description: "Pictures; seeds count up from seed.",
    },
    num_inference_steps: { type: "integer", default: 28, minimum: 1, maximum: 50, description: "Effort." },
    guidance_scale: {
      type: "number",
      default: 3,
      minimum: 0,
      maximum: 10,
      description: "How literally the prompt is taken.",
    },
    seed: { type: "integer", description: "Random when absent." },
    output_format: { type: "string", default: "webp", enum: ["webp", "jpg", "png"], description: "File format." },
    output_quality: { type: "integer", default: 80, minimum: 0, maximum: 100, description: "Not for png." },
    disable_safety_checker: { type: "boolean", default: false, description: "Keep pictures the checker would drop." },
    go_fast: { type: "boolean", default: false, description: "Faster, and not repeatable even with a seed." },
    megapixels: { type: "string", default: "1", enum: ["1", "0.25"], description: "0.25 halves both sides." },
    replicate_weights: { type: "string", description: "Weights to use instead of the version's own." },
    lora_scale: { type: "number", default: 1, minimum: -1, maximum: 3, description: "Strength of the style." },
    extra_lora: { type: "string", description: "A second style to mix in." },
    extra_lora_scale: {
      type: "number",
      default: 1,
      minimum: -1,
      maximum: 3,
      description: "Strength of the second style.",
    },
  },
} as const satisfies InputSchema;

/** Sides are rounded up to a multiple of this many pixels. */
export const SIDE_STEP = 16;

/** Pixels of the named shapes at one megapixel; `megapixels: "0.25"` halves both sides. */
export const aspectSizes: Readonly<
  Record<Exclude<(typeof aspectRatios)[number], "custom">, { width: number; height: number }>
> = {
  "1:1": { width: 1024, height: 1024 },
  "16:9": { width: 1344, height: 768 },
  "21:9": { width: 1536, height: 640 },
  "3:2": { width: 1216, height: 832 },
  "2:3": { width: 832, height: 1216 },
  "4:5": { width: 896, height: 1088 },
  "5:4": { width: 1088, height: 896 },
  "3:4": { width: 896, height: 1152 },
  "4:3": { width: 1152, height: 896 },
  "9:16": { width: 768, height: 1344 },
  "9:21": { width: 640, height: 1536 },
};

/** The schema's defaults for every field that has one. */
export function defaultsOf(schema: InputSchema): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(schema.properties).flatMap(([name, field]) =>
      field.default === undefined ? [] : [[name, field.default] as const],
    ),
  );
}
