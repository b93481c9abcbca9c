import { count } from "../../ui/say.ts";
import type { Verdict } from "./judge.ts";

const numerals = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

/** Below it a training would work and disappoint. */
const THIN = 60;

/** The verdict in two or three words, beside the number. */
export function headline({ findings, blocked, score }: Verdict): string {
  const first = findings.find(({ severity }) => severity === "blocks");
  if (blocked && first?.kind === "too-few") return first.sentence.replace(" and it can be trained.", " to begin");
  if (blocked) return "Not yet";
  return score < THIN ? "It would learn, with gaps" : "Ready";
}

/** What the offered fixes would bring. */
export function promise({ findings, after, missingAfter, blocked }: Verdict): string {
  const fixes = findings.filter(({ fix }) => fix !== undefined).length;
  if (fixes === 0 && blocked) return "What is here is good";
  if (fixes === 0) return findings.length === 0 ? "Nothing to mend" : "Nothing stands in the way";
  const many = `${numerals[fixes] ?? fixes} ${fixes === 1 ? "fix" : "fixes"}`;
  if (missingAfter > 0 && !blocked) return `${many}, then ${count(missingAfter, "more picture")} to begin`;
  return after === null ? `${many} would help` : `${many} would bring it to ${after}`;
}
