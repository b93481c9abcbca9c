import { createStore } from "solid-js/store";
import type { TrainInput, TrainingRecord } from "#contract/training";
import { keep, recall } from "../live/kept.ts";
import { choiceOf, presets, type TrainChoice } from "./presets.ts";

/** What the next training of a style is asked to be; kept in the browser until it starts. */
export interface Wish {
  choice: TrainChoice;
  /** The run that is taken again, with its pictures and captions as they were. */
  from: { id: string; title: string; imageCount: number } | null;
}

const [wishes, setWishes] = createStore<Record<string, Wish>>({});
const place = (styleId: string) => `wish:${styleId}`;

const plain = (): Wish => ({ choice: presets[1].config, from: null });

/** The wish of a style; the trainer's defaults on today's pictures before anybody chose. */
export function wishOf(styleId: string): Wish {
  if (!wishes[styleId]) setWishes(styleId, { ...plain(), ...recall<Wish>(place(styleId)) });
  return wishes[styleId] ?? plain();
}

export function wishFor(styleId: string, part: Partial<Wish>): void {
  const next = { ...wishOf(styleId), ...part };
  setWishes(styleId, next);
  keep(place(styleId), next);
}

/** Takes a run again: the same pictures, captions and settings. */
export const wishAgain = (styleId: string, { id, imageCount, config }: TrainingRecord, title: string): void =>
  wishFor(styleId, { choice: choiceOf(config), from: { id, title, imageCount } });

/** It was asked for: the settings stay for next time, the run taken again does not. */
export const wishGranted = (styleId: string): void => wishFor(styleId, { from: null });

/** What goes to the Worker. */
export const inputOf = ({ choice, from }: Wish): TrainInput => ({ config: choice, ...(from && { from: from.id }) });
