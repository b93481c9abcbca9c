/** What happens at one scale of the painting, from the coarsest (0) on. */
export interface StagePlan {
  /** Times the field is matched and the painting voted. */
  repeats: number;
  sweeps: number;
  /** Share of the guide in what patches must resemble: on outlines, and on open surfaces. */
  outline: number;
  surface: number;
  /** Weight of what lies around. */
  around: number;
}

const repeats = [4, 3, 2, 2, 1];
const sweeps = [6, 5, 4, 4, 4];
const outline = [0.75, 0.65, 0.55, 0.42, 0.35];
const surface = [0.3, 0.15, 0.06, 0, 0];
const around = [0.9, 0.5, 0.3, 0.15, 0.1];

/** Inference steps at which the painter works as it was tuned. */
const usualEffort = 28;

/**
 * The plan of one scale.
 * @param effort inference steps, 1–50: few make fewer repeats and sweeps
 * @param freedom 1 as tuned; less keeps open surfaces closer to the guide, more lets the artist's own structure in
 */
export function planStage(stage: number, effort: number, freedom: number): StagePlan {
  const at = <T>(values: T[]): T => values[Math.min(values.length - 1, stage)];
  const diligence = Math.sqrt(effort / usualEffort);
  const held = Math.max(0, 1 - freedom);
  return {
    repeats: Math.max(1, Math.round(at(repeats) * diligence)),
    sweeps: Math.max(1, Math.round(at(sweeps) * diligence)),
    outline: at(outline) + (0.95 - at(outline)) * held,
    surface: at(surface) / Math.max(1, freedom) + (0.9 - at(surface)) * held,
    around: at(around),
  };
}
