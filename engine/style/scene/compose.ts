import { hash, Random } from "./draw/random.ts";
import { beasts, type Noun } from "./read/nouns.ts";
import { type Reading, read } from "./read/reading.ts";
import type { Scene, Staging } from "./scene.ts";
import { composeAbstract } from "./settings/abstract.ts";
import { composeCloseUp } from "./settings/close-up.ts";
import { composeInterior } from "./settings/interior.ts";
import { composeLandscape } from "./settings/landscape.ts";
import { isAvenue } from "./settings/outdoors/waterfront.ts";
import { paintSitter, paintWall } from "./settings/portrait.ts";
import { composeStillLife } from "./settings/still-life.ts";
import { composeStreet } from "./settings/street.ts";
import { Stage } from "./stage.ts";
import { type Arrangement, arrange, evenStaging, type Given } from "./staging.ts";

const rooms = ["vase", "fruit", "table", "bottle", "candle", "book"] as const;
const outdoors: readonly Noun[] = [
  "sea",
  "lake",
  "river",
  "mountain",
  "hill",
  "field",
  "garden",
  "forest",
  "village",
  "house",
  "city",
  "road",
  "beach",
  "castle",
  "church",
  "tree",
  "bridge",
  "lighthouse",
  "windmill",
  "island",
  "desert",
  "cliff",
  "waterfall",
  "boat",
  "fence",
];
const views: readonly Noun[] = ["sun", "moon", "star", "cloud", "sky", "rainbow", "person", ...beasts, "bird", "heron"];

/** A cat asleep, nothing else being said, lies by a window. */
const dozing = ({ wishes, doing }: Reading, open: boolean) =>
  !open && wishes.has("cat") && doing === "sleeping" && [...wishes.keys()].every((noun) => noun === "cat");

/** True if of the things of a room the prompt names no other. */
const only = ({ wishes }: Reading, one: Noun) => rooms.every((noun) => wishes.has(noun) === (noun === one));

/** Most sitters a painter has before a wall, some before open country. */
const indoors = (stage: Stage, plan: Arrangement) =>
  plan.view === "winding" || stage.random.branch("indoors").chance(plan.view === "slope" ? 0.3 : 0.75);

/**
 * A prompt becomes a scene of width × height pixels (each 64–2048). The same prompt, seed, size and staging give the same
 * scene; every word of the prompt, known or not, takes part in the choices.
 * @param given by a picture the scene goes on with
 */
export function compose(
  prompt: string,
  seed: number,
  width: number,
  height: number,
  staging: Staging = evenStaging,
  given?: Given,
): Scene {
  const reading = read(prompt);
  const root = hash(seed, reading.key, "scene");
  const plan = arrange(hash(reading.key, "turn") + seed, new Random(root), staging, reading.emptiness, given);
  const stage = new Stage(width, height, root, {
    climate: reading.climate,
    colors: reading.colors,
    words: reading.words,
    tints: reading.wishes.has("abstract") ? [] : reading.tints,
    top: plan.top,
    bottom: plan.bottom,
    emptiness: plan.emptiness,
    unrest: reading.unrest,
    lit: plan.focus < 0.5 ? 1 : -1,
  });
  const named = (list: readonly string[]) => list.some((noun) => reading.wishes.has(noun as never));
  const open = named(outdoors);
  const wants = (noun: Noun) => reading.wishes.has(noun);
  if (wants("abstract") && !open) composeAbstract(stage, reading, plan);
  else if (wants("window") || wants("room") || (dozing(reading, open) && plan.view !== "low"))
    composeInterior(stage, reading, plan);
  else if (named(rooms) && !open && wants("person") && !only(reading, "book")) composeInterior(stage, reading, plan);
  else if (named(rooms) && !open && !(wants("book") && wants("person"))) composeStillLife(stage, reading, plan);
  else if (wants("portrait") && !open && !named(views.filter((noun) => noun !== "person")) && indoors(stage, plan)) {
    paintWall(stage, reading, plan);
    paintSitter(stage, reading, plan);
  } else if ((wants("street") && !wants("village")) || isAvenue({ has: (...nouns) => named(nouns), plan }))
    composeStreet(stage, reading, plan);
  else if ((wants("flower") || wants("butterfly")) && !open && !named(views) && plan.view !== "open")
    composeCloseUp(stage, reading, plan);
  else composeLandscape(stage, reading, plan);
  return stage.finish();
}
