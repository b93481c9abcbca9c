import type { Generation } from "./generation.ts";
import type { StyleImage } from "./images.ts";
import type { Model, Training } from "./training.ts";

/**
 * What the room sends down the socket. The first frame is the snapshot: what is in flight, what changed in the last hour,
 * at most the newest 50 of each. Every other frame is one entity, whole; a frame whose `rev` is not higher than the known one is dropped.
 */
export type Frame =
  | { type: "snapshot"; trainings: Training[]; generations: Generation[] }
  | { type: "training"; training: Training }
  | { type: "generation"; generation: Generation }
  | { type: "image"; image: StyleImage }
  | { type: "images"; images: StyleImage[] }
  | { type: "image-removed"; imageId: string; rev: number }
  | { type: "generation-removed"; generationId: string; rev: number }
  | { type: "training-removed"; trainingId: string; rev: number }
  /** Another version paints from now on, or none. */
  | { type: "model"; model: Model | null }
  | { type: "style-removed" };

/** The close code of a socket whose session has ended. */
export const SIGNED_OUT = 4_401;

/** Answered by the runtime without waking the room. */
export const PING = "ping";
export const PONG = "pong";
