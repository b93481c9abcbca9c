import { spoken } from "../learn/captions.ts";
import type { Lab } from "../pixels/lab.ts";
import { hourOf } from "../scene/read/conditions.ts";
import type { Layer, Scene } from "../scene/scene.ts";
import type { Style } from "../style.ts";

/** How much likelier the captions' words for another hour make each material; at least 1. */
export function claimsOf({ words, materials }: Style, hour: Scene["hour"]): number[] {
  const other = Object.keys(words).filter((word) => (hourOf(word) ?? hour) !== hour);
  return materials.map((_, i) => Math.max(1, ...other.map((word) => words[word]![i])));
}

/**
 * How much likelier the captions' words for a layer make each material; 1 where they say nothing, or nothing that another
 * hour does not claim: where the only sea is one at sunset, its red belongs to the sunset.
 */
export function liftsOf(layer: Layer, { words, materials }: Style, claimed: number[]): number[] {
  const said = spoken([layer.role, ...layer.words].join(" ")).filter((word) => Object.hasOwn(words, word));
  return materials.map((_, i) => {
    if (said.length === 0) return 1;
    const lift = Math.max(0.05, ...said.map((word) => words[word]![i]));
    return lift <= 1 ? lift : Math.max(1, lift / claimed[i]);
  });
}

/** Something seen in a picture: the colour a viewer expects of it, and its height as a share of the picture's. */
export interface Seen {
  expected: Lab;
  height: number;
}

/** Distances in Lab and in height at which two things are easily told apart. */
const unlike = { colour: 14, height: 0.11 };

/** Likelihood, against 1 for the very colour and height expected, that anything has any colour: what is like nothing may be what it is called. */
const anything = 0.02;

/**
 * For each material 1 if it is no likelier to be anything beside a thing than the thing itself, and less the more it looks like
 * something else: where the only tree stands before a sky, the sky's blue is not the tree's, whatever the caption names.
 */
export function ownedBy(own: Seen, beside: Seen[], { materials }: Style): number[] {
  return materials.map(({ mean, height }) => {
    const likely = (seen: Seen) => {
      const apart = seen.expected.reduce(
        (sum, value, k) => sum + ((value - mean[k]) / unlike.colour) ** 2,
        ((seen.height - height) / unlike.height) ** 2,
      );
      return Math.exp(-apart / 2) + anything;
    };
    return Math.min(1, ...beside.map((seen) => likely(own) / likely(seen)));
  });
}

/**
 * Share of the picture from which on captions are believed of all layers of a role: what a caption names is mostly surroundings where
 * the thing is small, so a village would be learned as the green of its hills.
 */
export const ample = 0.12;

/** Most that the captions say against nature. */
const mostRemembered = 0.75;

/**
 * Draws what a viewer expects towards what the pictures show, at the layer's height, whose captions name it, in the light
 * the prompt asks for.
 * @param owned how far each material may be the layer's at all
 * @param trust 0 not at all … 1 as far as the captions are telling
 */
export function remember(
  expected: Lab,
  layer: Layer,
  { materials }: Style,
  { lifts, owned, trust }: { lifts: number[]; owned: number[]; trust: number },
): Lab {
  if (layer.asked) return expected;
  const sum = [0, 0, 0];
  let near = 0;
  let distinct = 0;
  materials.forEach(({ weight, mean, height }, i) => {
    const more = weight * Math.max(0, lifts[i] - 1);
    distinct += more;
    // A material a fifth of the picture away is hardly the same thing.
    const share = more * owned[i] * Math.exp(-(((layer.height - height) / 0.2) ** 2));
    near += share;
    for (let k = 0; k < 3; k++) sum[k] += share * mean[k];
  });
  if (near < 1e-6) return expected;
  // Where half of the pictures are named, nothing can be more than twice as likely in them.
  const own = distinct / (1 - 1 / Math.max(...lifts));
  const share = trust * Math.min(mostRemembered, 2 * own) * Math.min(1, near / (0.3 * distinct));
  return expected.map((value, k) => {
    const remembered = sum[k] / near;
    return value + (remembered + towards(layer.turn[k], value - remembered) - value) * share;
  }) as Lab;
}

/** A step that goes the way of a gap, and not past its end: pictures of dusk need no more dusk. */
const towards = (step: number, gap: number): number =>
  step * gap <= 0 ? 0 : Math.sign(gap) * Math.min(Math.abs(step), Math.abs(gap));
