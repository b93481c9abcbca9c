// Numbers and lists without schemas: a page that shows a limit does not load what checks it.
/** Fewer pictures than this cannot be trained; more than the second are refused. */
export const MIN_IMAGES = 20;
export const MAX_IMAGES = 40;

export const imageTypes = ["image/jpeg", "image/png", "image/webp"] as const;

export const MAX_IMAGE_BYTES = 10_000_000;
export const MAX_IMAGE_SIDE = 12_000;
export const MAX_IMAGE_PIXELS = 40_000_000;

export const NAME_MAX = 100;
export const DESCRIPTION_MAX = 2_000;
export const CAPTION_MAX = 1_000;
export const PROMPT_MAX = 500;

/** Ranges of a trained FLUX version (`replicate/schemas.ts` holds the model's own schema). */
export const GENERATION = {
  side: { min: 256, max: 1_440, step: 16, default: 1_024 },
  steps: { min: 1, max: 50, default: 28 },
  guidance: { min: 0, max: 10, default: 3 },
  strength: { min: 0, max: 1.5, default: 1 },
  /** The model's own default is 0.8; a little less keeps what a picture depicts and repaints how. */
  promptStrength: { min: 0, max: 1, default: 0.6 },
  seed: { min: 0, max: 2_147_483_647 },
  count: { min: 1, max: 4, default: 1 },
} as const;

export const TRAINING_STEPS = { min: 3, max: 6_000, default: 1_000 } as const;
export const LEARNING_RATE = { min: 0.00001, max: 0.01, default: 0.0004 } as const;

export const LORA_RANK = { min: 1, max: 128, default: 16 } as const;
export const CAPTION_DROPOUT = { min: 0, max: 1, default: 0.05 } as const;
/** Sides in pixels at which the trainer looks at each picture. */
export const resolutions = ["512", "512,768", "512,768,1024", "1024"] as const;
export const RESOLUTION_DEFAULT: (typeof resolutions)[number] = "512,768,1024";

export const VERSION_NAME_MAX = 60;
