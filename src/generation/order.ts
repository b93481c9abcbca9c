import type { PaintOrder } from "../replicate/client.ts";
import { webhookUrl } from "../replicate/webhook-url.ts";
import type { GenerationState } from "./machine.ts";
import { withTrigger } from "./prompt.ts";

export const promptOf = ({ copy, painting }: GenerationState): string => withTrigger(copy.prompt, painting.triggerWord);

/** @param startUrl where the provider fetches what the picture begins from; null without. */
export function paintOrder(appUrl: string, state: GenerationState, startUrl: string | null): PaintOrder {
  const { copy, painting, purchase } = state;
  if (!purchase.token) throw new Error("an order without a claim");
  return {
    version: painting.version,
    prompt: promptOf(state),
    seed: copy.seed,
    width: copy.width,
    height: copy.height,
    steps: copy.steps,
    guidance: copy.guidance,
    strength: copy.strength,
    start: startUrl === null ? null : { url: startUrl, promptStrength: copy.promptStrength ?? 1 },
    webhook: webhookUrl(appUrl, copy.roomId, copy.id, purchase.token),
  };
}
