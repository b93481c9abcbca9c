/** Fewer captions than this tell nothing of a style. */
export const CAPTIONS_TO_PROPOSE = 6;
