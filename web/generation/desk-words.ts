import { count } from "../ui/say.ts";

/** Why nothing can be asked for now, or undefined. */
export function whyNot(facts: { prompt: string; count: number; credits: number; online: boolean }): string | undefined {
  if (facts.prompt.trim() === "") return "Write what you want to see.";
  if (facts.credits === 0) return "No picture is left on your plan.";
  if (facts.credits < facts.count) return `Only ${count(facts.credits, "picture")} left. Ask for fewer.`;
  return facts.online ? undefined : "No network. Your words are kept.";
}
