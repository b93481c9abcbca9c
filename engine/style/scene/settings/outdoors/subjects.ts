import type { BeastKind } from "../../parts/animals/beast-builds.ts";
import { paintBeast } from "../../parts/animals/beasts.ts";
import { paintSongbird } from "../../parts/animals/songbird.ts";
import { paintTufts } from "../../parts/plants/leaves.ts";
import type { Doing } from "../../read/doings.ts";
import type { Noun } from "../../read/nouns.ts";
import { countOf, inOrder } from "../../read/reading.ts";
import type { Land } from "./land.ts";
import { spotOf } from "./spots.ts";

/** What an animal by itself fills: height of the whole beast in units, and its height and its reach to both sides against its shoulder. */
const portraits: Record<BeastKind, { tall: number; top: number; wide: number }> = {
  horse: { tall: 0.58, top: 1.6, wide: 1.96 },
  cow: { tall: 0.5, top: 1.22, wide: 2 },
  deer: { tall: 0.66, top: 2.02, wide: 1.52 },
  sheep: { tall: 0.42, top: 1, wide: 1.9 },
  dog: { tall: 0.5, top: 1.42, wide: 1.85 },
  fox: { tall: 0.4, top: 1.32, wide: 2.6 },
  cat: { tall: 0.52, top: 1.2, wide: 1.56 },
};

/** Beside these an animal belongs to the scene and is no subject of its own. */
const rivals: Noun[] = ["person", "portrait", "boat", "city", "castle", "village", "lighthouse", "bridge"];

/** Places seen from far rather than in passing. */
const views: Noun[] = ["mountain", "house", "church", "windmill", "waterfall", "tree"];

/** Over these a bird is on the wing. */
const airy: Noun[] = ["sea", "beach", "island", "cliff", "sky", "cloud", "sun", "moon", "boat", "mountain", "field"];
const wanderers = /^(?:sea?gull|gull|seagull|swallow|goose|geese|eagle|hawk)$/;

/**
 * Paints one to three animals that the prompt puts first as large as a painter would what the picture is about, near and
 * on the ground the viewer stands on; a bird on its bough.
 * @returns the kinds it painted
 */
export function paintSubjects(land: Land): Set<Noun> {
  const { reading, has } = land;
  const first = inOrder(reading);
  const lead = first[0];
  const painted = new Set<Noun>();
  if (!lead || lead.words.length === 0 || has(...rivals) || reading.relations.some(({ how }) => how === "behind"))
    return painted;
  if (lead.noun === "bird") {
    const perched = !lead.plural && (lead.count ?? 1) === 1 && !reading.aloft && !has(...airy);
    const high = reading.relations.some(({ one, how }) => one === "bird" && how === "above");
    if (!perched || high || lead.words.some((word) => wanderers.test(word))) return painted;
    paintSongbird(land.stage, land.plan, lead.words);
    return painted.add("bird");
  }
  const wishes = first.filter(({ noun }) => noun in portraits);
  if (wishes[0] !== lead) return painted;
  const herd = wishes.flatMap((wish) => Array.from({ length: countOf(wish, 9) }, () => wish.noun as BeastKind));
  if (herd.length > 3) return painted;
  // Old and young of one kind: “a mare and her foal”.
  const young = wishes.find(({ words }) => words.some((word) => youngster.test(word)));
  const alone = young?.words.every((word) => youngster.test(word));
  if (young && !alone && herd.length < 3) herd.push(young.noun as BeastKind);
  group(land, herd, young !== undefined && !alone);
  for (const wish of wishes) painted.add(wish.noun);
  return painted;
}

const youngster = /^(?:foal|lamb|puppy|puppies|kitten|fawn|calf|calves)s?$/;

/** What an animal does that nothing is said about. */
const habits: Record<BeastKind, (Doing | undefined)[]> = {
  horse: [undefined, undefined, "running", undefined],
  cow: [undefined, "lying", undefined],
  deer: [undefined, undefined, undefined, "lying"],
  sheep: [undefined, undefined, "lying"],
  dog: ["sitting", undefined, "running", "lying", undefined],
  fox: [undefined, "running", undefined, "sleeping"],
  cat: ["sitting", "lying", "sitting", "sleeping"],
};

function group(land: Land, herd: BeastKind[], young: boolean): void {
  const { stage, plan, reading, has } = land;
  const random = stage.random.branch("subjects");
  const { w, h } = stage;
  const count = herd.length;
  const room = (has(...views) ? 0.74 : 1) * (plan.emptiness > 0.75 ? 0.82 : 1) * Math.min(1.15, h);
  const lead = herd[0]!;
  const onRoad = has("road") && reading.relations.some(({ one, other }) => one === lead && other === "road");
  const middle = onRoad ? 0.5 - 0.16 * plan.side : spotOf(land, lead, plan.focus, 0.55);
  // One behind another is smaller and higher; none hides another.
  const spans = herd.map((_, i) => (young && i === count - 1 ? 0.56 : 1 - 0.16 * i));
  const share = count === 1 ? 1 : 0.86;
  const own = (kind: BeastKind) => (portraits[kind].tall * room * share) / portraits[kind].top;
  const fits = Math.min(
    1,
    (0.94 * w) / herd.reduce((sum, kind, i) => sum + own(kind) * portraits[kind].wide * spans[i]!, 0),
  );
  let left = 0;
  const placed = herd.map((kind, i) => {
    const size = own(kind) * spans[i]! * fits;
    const half = 0.5 * portraits[kind].wide * size;
    left += 2 * half;
    return { kind, size, half, x: left - half, base: -0.05 * i };
  });
  const start = Math.min(0.97 * w - left, Math.max(0.03 * w, w * middle - left / 2));
  const beasts = placed.map((one) => ({ ...one, x: plan.side > 0 ? start + one.x : start + left - one.x }));
  const facing = (middle < 0.5 ? 1 : -1) * (random.chance(0.85) ? 1 : -1);
  const foot = h * (onRoad ? 0.88 : 0.92) - 0.03 * plan.emptiness;
  for (const [i, beast] of beasts.reverse().entries()) {
    const { x, half } = beast;
    const base = Math.max(foot + beast.base, Math.min(h * 0.95, land.near(x) + 0.02));
    const front = i === count - 1;
    paintBeast(stage, {
      x,
      base,
      size: beast.size,
      kind: beast.kind,
      depth: front ? 0.92 : 0.84,
      way: (front || random.chance(0.6) ? facing : -facing) as 1 | -1,
      grazing: reading.doing === "grazing" || (random.chance(0.5) && (count > 1 ? !front : plan.view === "winding")),
      doing: reading.doing ?? random.pick(habits[beast.kind]),
    });
    if (!onRoad) paintTufts(stage, x, base, half, beast.size);
  }
}
