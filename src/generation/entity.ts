import type { Generation } from "../contract/generation.ts";
import type { Settings } from "../http/settings.ts";
import { pictureUrl } from "../http/sign.ts";
import type { GenerationCopy } from "./machine.ts";
import { startFromOf, startThumbnail } from "./start-key.ts";

const iso = (at: number) => new Date(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** A picture as the page sees it, from its row alone or with the progress its room knows. */
export function generationEntity(
  settings: Settings,
  copy: GenerationCopy,
  now: number,
  progress: number | null = null,
): Generation {
  const { id, styleId, trainingId, status, prompt, negativePrompt, width, height, steps, guidance, strength } = copy;
  return {
    id,
    styleId,
    trainingId,
    status,
    purpose: copy.purpose ?? "PICTURE",
    prompt,
    negativePrompt,
    outputType: "IMAGE",
    outputUrl: copy.outputKey === null ? null : pictureUrl(settings, copy.outputKey, now),
    thumbnailUrl: copy.thumbnailKey === null ? null : pictureUrl(settings, copy.thumbnailKey, now),
    width,
    height,
    steps,
    guidance,
    strength,
    seed: copy.seed,
    progress,
    start: startFromOf(copy.startKey ?? null),
    startUrl: copy.startKey ? pictureUrl(settings, startThumbnail(copy.startKey), now) : null,
    promptStrength: copy.promptStrength ?? null,
    errorMessage: copy.errorMessage,
    createdAt: iso(copy.createdAt),
    startedAt: isoOrNull(copy.startedAt),
    completedAt: isoOrNull(copy.completedAt),
    deadlineAt: iso(copy.deadlineAt),
    rev: copy.rev,
  };
}
