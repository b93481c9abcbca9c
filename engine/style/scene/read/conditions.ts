import type { Hour, Season, Weather } from "../climate.ts";

/** True if a text holds one of the words, given as alternatives of a pattern. */
export const has = (text: string, words: string) => new RegExp(`\\b(?:${words})\\b`).test(text);

/** The hour that a text names. */
export function hourOf(text: string): Hour | undefined {
  if (has(text, "night|nighttime|midnight|starry|moonlit|moonlight|nocturne|nocturnal")) return "night";
  if (has(text, "sunset|dusk|evening|twilight|sundown|golden hour|afterglow")) return "sunset";
  if (has(text, "dawn|sunrise|daybreak|early morning|morning")) return "dawn";
  return has(text, "day|noon|midday|afternoon|daylight|sunny") ? "day" : undefined;
}

/** The weather that a text names, else fair. */
export function weatherOf(text: string): Weather {
  if (has(text, "storm|stormy|thunder|tempest|gale|hurricane|thunderstorm")) return "storm";
  if (has(text, "rain|rainy|drizzle|raining|shower|wet")) return "rain";
  if (has(text, "mist|misty|fog|foggy|haze|hazy")) return "mist";
  return has(text, "snowing|snowfall|blizzard|snowstorm|snow falling|falling snow|snowflakes") ? "snow" : "fair";
}

/** The season that a text names, else summer. */
export function seasonOf(text: string): Season {
  if (has(text, "autumn|autumnal|fall|october|november")) return "autumn";
  if (has(text, "winter|wintry|snow|snowy|frozen|ice|icy|frost|january|snowing|snowfall|blizzard")) return "winter";
  return has(text, "spring|april|may|blossom|blossoming|sakura|cherry") ? "spring" : "summer";
}

/** −1 calm … 1 wild. */
export function unrestOf(text: string): number {
  if (has(text, "storm|stormy|wild|turbulent|tempest|raging|chaotic|rough|swirling|violent|gale")) return 1;
  if (has(text, "windy|wind|dramatic|restless|choppy|expressive|energetic|starry")) return 0.6;
  return has(text, "calm|quiet|peaceful|serene|still|tranquil|minimal|silent|gentle|glassy|mirror|soft") ? -0.8 : 0;
}

/** 0–1 if a text speaks of emptiness or of abundance. */
export function emptinessOf(text: string): number | undefined {
  if (has(text, "empty|minimal|minimalist|sparse|lonely|alone|vast|silent|lone|solitary|distant")) return 0.85;
  return has(text, "busy|crowded|lush|full|dense|rich|overgrown|many") ? 0.1 : undefined;
}
