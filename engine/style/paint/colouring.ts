import type { Lab } from "../pixels/lab.ts";
import { type Climate, natural } from "../scene/climate.ts";
import type { Layer, Role, Scene } from "../scene/scene.ts";
import type { Material, Style } from "../style.ts";
import { ample, claimsOf, liftsOf, ownedBy, remember, type Seen } from "./remembering.ts";

/** The paint a layer is laid in. */
export interface Paint {
  /** Index of the material among the style's; what it lends besides its colour. */
  material: number;
  mean: Lab;
  axis: Lab;
  deviation: number;
  /** Mean absolute detail the finished layer should have at 1, 2, 4, 8 px of a 512 px picture. */
  bands: number[];
}

/** Squared Lab distance per unit of cost: a or b off by 15 costs one; by 10.5 where a colour word asked. */
const hueTolerance = 230;
const askedTolerance = 110;

/**
 * Chooses a learned material for every layer, large layers first: near the colour a viewer expects in the artist's own
 * key, busy where the layer is busy, at home at that height, common, named by the captions, and apart from its neighbours.
 */
export function colour(scene: Scene, style: Style): Paint[] {
  const { areas, touching } = survey(scene);
  const kinds = kindsOf(scene, areas, style);
  const climate: Climate = { hour: scene.hour, season: "summer", weather: "fair" };
  const usual = outdoors.map(({ role, height }) => ({
    role,
    height,
    share: 0,
    expected: target({ natural: natural(role, climate) }, style),
  }));
  const claimed = claimsOf(style, scene.hour);
  const order = scene.layers.map((_, i) => i).sort((a, b) => rank(scene, areas, b) - rank(scene, areas, a));
  const paints: (Paint | undefined)[] = scene.layers.map(() => undefined);
  for (const i of order) {
    const parent = parentOf(scene.layers, i);
    const inherited = paints[parent];
    if (!inherited) {
      const kind = kinds.get(scene.layers[i].role)!;
      const beside = [...kinds.values()].filter((other) => other !== kind && other.share >= large);
      beside.push(...usual.filter(({ role }) => !kinds.has(role)));
      const place = {
        area: areas[i],
        touching: touching[i],
        lifts: liftsOf(scene.layers[i], style, claimed),
        owned: ownedBy(kind, beside, style),
        trust: Math.min(1, kind.share / ample),
      };
      paints[i] = choose(scene, style, i, place, paints);
    } else if (scene.layers[i].parent) paints[i] = derive(inherited, scene.layers[i], scene.layers[parent], style);
    else {
      const skies = paints.filter((_, other) => scene.layers[other].role === scene.layers[parent].role);
      const lightest = Math.max(...skies.map((paint) => paint?.mean[0] ?? 0));
      paints[i] = glow(inherited, target(scene.layers[i], style), lightest);
    }
  }
  return paints as Paint[];
}

/** Share of the picture from which on a role may be what a caption's picture shows beside the thing it names. */
const large = 0.05;

/** What most pictures that a caption names anything in show beside it, and how high. */
const outdoors = [
  { role: "sky", height: 0.2 },
  { role: "grass", height: 0.8 },
] as const;

/** What is seen of each role as a whole, and its share of the picture. */
function kindsOf({ layers }: Scene, areas: Float64Array, style: Style): Map<Role, Seen & { share: number }> {
  const kinds = new Map<Role, Seen & { share: number }>();
  layers.forEach((layer, i) => {
    const { share, height, expected } = kinds.get(layer.role) ?? { share: 0, height: 0, expected: [0, 0, 0] };
    const part = areas[i] / (share + areas[i]);
    const own = target(layer, style);
    kinds.set(layer.role, {
      share: share + areas[i],
      height: height + (layer.height - height) * part,
      expected: own.map((value, k) => expected[k] + (value - expected[k]) * part) as Lab,
    });
  });
  return kinds;
}

/** Large layers first, then what is derived from them, then glow. */
const rank = ({ layers }: Scene, areas: Float64Array, i: number): number =>
  areas[i] - (shinesOn[layers[i].role] ? 2 : 0) - (layers[i].parent ? 1 : 0);

/** Shares of the surface, and how many pixels long the border between each two layers is. */
function survey({ width, height, layer, layers }: Scene) {
  const areas = new Float64Array(layers.length);
  const touching = layers.map(() => new Float64Array(layers.length));
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const here = layer[i];
      areas[here] += 1 / layer.length;
      for (const other of [x + 1 < width ? layer[i + 1] : here, y + 1 < height ? layer[i + width] : here]) {
        if (other === here) continue;
        touching[here][other]++;
        touching[other][here]++;
      }
    }
  }
  return { areas, touching };
}

/** What must be known by its colour even where the artist has none like it: what shines, and skin. */
const telling = new Set<Role>(["sun", "moon", "star", "glint", "skin"]);

/** Glow has no colour of its own: it lies over the sky's. */
const shinesOn: Partial<Record<Role, Role>> = { halo: "sky" };

/** The layer one is derived from: the first of the parent's role that is nearest in depth; −1 if there is none. */
function parentOf(layers: Layer[], i: number): number {
  const { role, depth, parent = shinesOn[role] } = layers[i];
  let best = -1;
  layers.forEach((layer, other) => {
    if (other === i || layer.role !== parent || layer.parent) return;
    if (best < 0 || Math.abs(layer.depth - depth) < Math.abs(layers[best].depth - depth)) best = other;
  });
  return best;
}

/** As much lighter or darker as in nature, and as far away in colour as the artist's chroma allows: no richer than the parent or the artist's rich colours. */
function derive(parent: Paint, layer: Layer, parentLayer: Layer, style: Style): Paint {
  const offset = layer.natural.map((value, k) => value - parentLayer.natural[k]);
  const much = colourfulness(style);
  const [l, a, b] = parent.mean;
  const [x, y] = [a + offset[1] * much, b + offset[2] * much];
  const rein = Math.min(1, Math.max(Math.hypot(a, b), style.chroma[1]) / Math.max(1, Math.hypot(x, y)));
  return { ...parent, mean: [clampLightness(l + offset[0]), x * rein, y * rein] };
}

/** Light over a surface: mostly what it would be alone, and never darker than the lightest of the surface. */
function glow(surface: Paint, alone: Lab, lightest: number): Paint {
  const [l, a, b] = surface.mean.map((value, k) => value * 0.35 + alone[k] * 0.65);
  return { ...surface, mean: [clampLightness(Math.max(l, lightest + 3)), a, b] };
}

const clampLightness = (value: number): number => Math.max(3, Math.min(97, value));

/** The artist's chroma against an average painter's, who has 42 at nine tenths of the pixels. */
const colourfulness = ({ chroma }: Style): number => Math.max(0.25, Math.min(1.3, chroma[1] / 42));

/** What the layer should look like in the artist's key: tone by quantile, chroma by the artist's own. */
function target({ natural }: Pick<Layer, "natural">, style: Style): Lab {
  const at = Math.max(0, Math.min(1, (natural[0] - 8) / 88)) * 32;
  const below = Math.min(31, Math.floor(at));
  const [darker, lighter] = style.tone.slice(below, below + 2);
  const quantile = darker + (lighter - darker) * (at - below);
  const colourful = colourfulness(style);
  return [0.45 * natural[0] + 0.55 * quantile, natural[1] * colourful, natural[2] * colourful];
}

/** Lab distance within which a colour still answers the word that asked for it. */
const nearEnough = 14;

/** What a layer's paint is chosen by besides the layer itself. */
interface Place {
  /** Share of the picture. */
  area: number;
  /** Pixels of border with each other layer. */
  touching: Float64Array;
  /** How much likelier the captions make each material, and how far they are believed, 0–1. */
  lifts: number[];
  /** How far each material may be the layer's rather than that of what lies beside it, 0–1. */
  owned: number[];
  trust: number;
}

function choose(scene: Scene, style: Style, index: number, place: Place, paints: (Paint | undefined)[]): Paint {
  const layer = scene.layers[index];
  const { area, touching, lifts, owned, trust } = place;
  const wanted = remember(target(layer, style), layer, style, place);
  const likelier = lifts.map((lift, i) => (lift <= 1 ? lift : 1 + (lift - 1) * owned[i]));
  const busiest = middleEnergy(style.materials);
  const usual = middle(style.materials.map((material) => [motley(material), material.weight]));
  const kin = paints.filter((paint, other) => paint && scene.layers[other].role === layer.role);
  const cost = (material: Material, i: number): number => {
    const tolerance = layer.asked ? askedTolerance : hueTolerance;
    let sum = ((wanted[0] - material.mean[0]) / 15) ** 2;
    sum += ((wanted[1] - material.mean[1]) ** 2 + (wanted[2] - material.mean[2]) ** 2) / tolerance;
    sum += hueConflict(wanted, material.mean);
    sum += 0.5 * ((layer.height - material.height) / 0.3) ** 2 * 0.6;
    // Too busy is worse than too calm.
    const rough = (1.45 - 1.1 * layer.calm - material.energy / busiest) / 0.6;
    sum += 0.7 * rough ** 2 * (rough < 0 ? 1 : 0.35);
    sum += layer.calm * (Math.max(0, motley(material) - 2 * usual) / 6) ** 2;
    sum -= 0.35 * Math.log(material.weight * style.materials.length + 0.05) * Math.min(1.6, 0.4 + area * 4);
    sum -= trust * Math.max(-1, Math.min(2, Math.log(likelier[i])));
    for (const [other, length] of touching.entries()) {
      const paint = paints[other];
      if (!paint) continue;
      if (scene.layers[other].role === layer.role) {
        sum += differently(paint, target(scene.layers[other], style), material, wanted) / kin.length;
        continue;
      }
      if (length === 0) continue;
      const gap = distance(paint.mean, material.mean);
      if (gap < 24) sum += Math.min(1, length / 40) * ((24 - gap) / 8) ** 2 * 0.6;
    }
    return sum;
  };
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  style.materials.forEach((material, i) => {
    const sum = cost(material, i);
    if (sum < least) {
      least = sum;
      best = i;
    }
  });
  const material = style.materials[best];
  const far = distance(wanted, material.mean);
  const pull = layer.asked ? Math.max(0.35, 1 - nearEnough / far) : telling.has(layer.role) ? 0.45 : 0.12;
  const mean = material.mean.map((value, k) => value + (wanted[k] - value) * pull) as Lab;
  return { material: best, mean, axis: lightward(material.axis), deviation: material.deviation, bands: material.bands };
}

/** The way a material varies, as light may move it: at most as far in hue as in lightness, or a table would shade from orange to green. */
function lightward([l, a, b]: Lab): Lab {
  const much = Math.min(1, Math.max(0.35, Math.abs(l)) / Math.max(1e-6, Math.hypot(a, b)));
  return [l, a * much, b * much];
}

/** Two tones of one thing should differ as they do in nature: cost of differing otherwise. */
function differently(other: Paint, otherWanted: Lab, { mean }: Material, wanted: Lab): number {
  const gap = [0, 1, 2].map((k) => mean[k] - other.mean[k] - (wanted[k] - otherWanted[k]));
  return (gap[0] ** 2 + gap[1] ** 2 + gap[2] ** 2) / 160;
}

/** Extra cost of a hue that contradicts the expected one: a green lake, a blue meadow. */
function hueConflict(wanted: Lab, offered: Lab): number {
  const chroma = Math.hypot(wanted[1], wanted[2]);
  const other = Math.hypot(offered[1], offered[2]);
  // A grey thing may be tinted, but not vivid.
  const gaudy = Math.max(0, other - chroma - 14) ** 2 / 140;
  if (chroma < 8 || other < 8) return chroma < 16 ? gaudy : 0;
  const cosine = (wanted[1] * offered[1] + wanted[2] * offered[2]) / (chroma * other);
  return (1 - cosine) * Math.min(1.2, other / 25) + (chroma < 16 ? gaudy : 0);
}

/** How far the pixels of a material differ in hue, in Lab: a meadow of poppies is green and red, and no tablecloth. */
const motley = ({ axis, deviation }: Material): number => deviation * Math.hypot(axis[1], axis[2]);

const middleEnergy = (materials: Material[]): number =>
  Math.max(0.5, middle(materials.map(({ energy, weight }) => [energy, weight])));

/** The value that half of the weight lies below. */
function middle(values: [value: number, weight: number][]): number {
  const sorted = values.toSorted(([a], [b]) => a - b);
  let share = 0;
  for (const [value, weight] of sorted) {
    share += weight;
    if (share > 0.5) return value;
  }
  return 1;
}

/** Lab distance with lightness weighing slightly more. */
const distance = (a: Lab, b: Lab): number => Math.hypot((a[0] - b[0]) * 1.1, a[1] - b[1], a[2] - b[2]);
