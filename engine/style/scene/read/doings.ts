import { has } from "./conditions.ts";

/** What a living thing can be doing. */
export type Doing = "sitting" | "lying" | "sleeping" | "walking" | "running" | "dancing" | "grazing" | "standing";

/** True of who is not on the feet. */
export const isDown = (doing: Doing | undefined): boolean =>
  doing === "lying" || doing === "sleeping" || doing === "sitting";

/** What somebody can sit on. */
export type Seat = "bench" | "chair" | "rock" | "ground";

/** What people are said to sit on. */
export function seatOf(text: string): Seat | undefined {
  if (has(text, "bench")) return "bench";
  if (has(text, "chair|armchair|stool|table")) return "chair";
  const on =
    /\b(?:on|upon)(?: \w+)? (rocks?|stones?|boulder|cliff|wall|jetty|grass|ground|blanket|beach|sand|hill)\b/.exec(
      text,
    );
  if (!on || !has(text, "sitting|sits|sit|seated|resting|rests")) return undefined;
  return /rock|stone|boulder|cliff|wall|jetty/.test(on[1]!) ? "rock" : "ground";
}

/** What living things are said to do. */
export function doingOf(text: string): Doing | undefined {
  if (has(text, "asleep|sleeping|sleeps|curled|napping|dozing|sleepy")) return "sleeping";
  if (has(text, "sitting|sits|sit|seated|bench|chair")) return "sitting";
  if (has(text, "lying|lies|resting|rests|reclining")) return "lying";
  if (has(text, "running|runs|galloping|leaping|jumping|playing|chasing|trotting")) return "running";
  if (has(text, "dancing|dances|dancer|dancers|ballerina|ballerinas|ballet")) return "dancing";
  if (has(text, "walking|walks|strolling|wandering|hiking|walker|hiker|wanderer|pilgrim|traveller|traveler"))
    return "walking";
  if (has(text, "grazing|grazes|eating|feeding")) return "grazing";
  return has(text, "standing|stands") ? "standing" : undefined;
}
