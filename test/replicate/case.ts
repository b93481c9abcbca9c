import type { Answer, Recording } from "./fixtures/recorded.ts";

/** What a case stands on: an account with a trained model. */
export interface World {
  ask(method: string, route: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  owner: string;
  /** `owner/name` of the trainer and its version. */
  trainer: string;
  trainerVersion: string;
  /** Name of a model of ours with one version. */
  model: string;
  version: string;
  /** A training set, as a data URI. */
  set: string;
  /** A model name that is free. */
  freeName(): string;
  /** GETs until the run has ended. */
  ended(route: string): Promise<Answer>;
  /** Holds every run back, or lets them go. */
  hold(held: boolean): Promise<unknown>;
}

export interface Case {
  name: string;
  /** The recording whose facts it states; null where there is none, with the fact's source instead. */
  recording: Recording | null;
  source?: string;
  /** `free`: costs nothing and leaves nothing behind, so the live service is asked too. */
  live: "free" | "never";
  exchange(world: World): Promise<Answer>;
  check(answer: Answer): void;
}
