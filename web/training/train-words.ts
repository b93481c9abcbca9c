import { MAX_IMAGES, MIN_IMAGES } from "#contract/styles";
import { count } from "../ui/say.ts";

/** Why training cannot start, or undefined. */
export function whyNot(facts: {
  images: number;
  onTheWay: number;
  credits: number;
  online: boolean;
}): string | undefined {
  if (facts.images + facts.onTheWay < MIN_IMAGES)
    return `${count(MIN_IMAGES - facts.images - facts.onTheWay, "more picture")} to train.`;
  if (facts.onTheWay > 0) return `${count(facts.onTheWay, "picture")} still on the way.`;
  if (facts.images > MAX_IMAGES) return `Remove ${count(facts.images - MAX_IMAGES, "picture")} to train.`;
  if (facts.credits < 1) return "No training is left on your plan.";
  return facts.online ? undefined : "No network. It can start when it returns.";
}
