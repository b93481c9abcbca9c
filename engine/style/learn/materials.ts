import { bandCount } from "../pixels/bands.ts";
import type { Lab } from "../pixels/lab.ts";
import { type Random, random } from "../pixels/random.ts";
import type { Material } from "../style.ts";
import { type Cell, cellSide, cellsOf } from "./cells.ts";
import { cluster } from "./clusters.ts";
import type { Specimen } from "./specimen.ts";

const most = 40;
/** Drawn for each material; those beyond two deviations are left out. */
const residualsDrawn = 120;

/** Materials and, for every picture, the material of each of its cells. */
export interface Surfaces {
  materials: Material[];
  maps: { cells: Uint8Array; columns: number }[];
}

/**
 * Finds the kinds of surface an artist paints by clustering cells on colour, busyness and height in the picture.
 * @param check throws when nobody waits for them any more
 */
export function findMaterials(specimens: Specimen[], seed: number, check: () => void): Surfaces {
  const next = random(seed);
  const cut = specimens.map((specimen) => {
    check();
    return cellsOf(specimen);
  });
  const all = cut.flatMap(({ cells }, picture) => cells.map((cell) => ({ cell, picture })));
  // One unit: 9 of L, 7 of a or b, 5 steps of gradient; the whole height of a picture counts 1.2.
  const features = new Float32Array(all.length * 5);
  all.forEach(({ cell: { mean, energy, height } }, i) => {
    features.set([mean[0] / 9, mean[1] / 7, mean[2] / 7, energy / 5, height * 1.2], i * 5);
  });
  const labels = cluster(features, 5, Math.min(most, Math.ceil(all.length / 12)), next, check);
  const groups = new Map<number, typeof all>();
  all.forEach((member, i) => {
    const group = groups.get(labels[i]);
    if (group) group.push(member);
    else groups.set(labels[i], [member]);
  });
  const order = [...groups.keys()].sort((a, b) => a - b);
  const materials = order.map((label) => {
    const members = groups.get(label)!;
    const inner = undisturbed(members);
    return {
      weight: members.length / all.length,
      ...describe(inner.map(({ cell }) => cell)),
      residuals: sampleResiduals(inner, specimens, next),
    };
  });
  let at = 0;
  const maps = cut.map(({ cells, columns }) => {
    const map = Uint8Array.from(cells, () => order.indexOf(labels[at++]));
    return { cells: map, columns };
  });
  return { materials, maps };
}

/** The calmer two thirds of cells: those an edge runs through would lend a surface the colours of its neighbours. */
function undisturbed<Member extends { cell: Cell }>(members: Member[]): Member[] {
  const variance = ({ cell: { covariance } }: Member) => covariance[0] + covariance[1] + covariance[2];
  return members.toSorted((a, b) => variance(a) - variance(b)).slice(0, Math.ceil((members.length * 2) / 3));
}

function describe(cells: Cell[]): Omit<Material, "weight" | "residuals"> {
  const mean = (of: (cell: Cell) => number) => cells.reduce((sum, cell) => sum + of(cell), 0) / cells.length;
  const covariance = Array.from({ length: 6 }, (_, i) => mean((cell) => cell.covariance[i]));
  return {
    mean: [mean((c) => c.mean[0]), mean((c) => c.mean[1]), mean((c) => c.mean[2])],
    ...principalAxis(covariance),
    energy: mean((c) => c.energy),
    coherence: mean((c) => c.coherence),
    height: mean((c) => c.height),
    bands: Array.from({ length: bandCount }, (_, i) => mean((c) => c.bands[i])),
  };
}

/** The strongest eigenvector of a 3 × 3 covariance by power iteration, turned towards light. */
function principalAxis([ll, aa, bb, la, lb, ab]: number[]): { axis: Lab; deviation: number } {
  let axis: Lab = [1, 0.2, 0.2];
  let variance = 0;
  for (let i = 0; i < 20; i++) {
    const [l, a, b] = axis;
    const turned: Lab = [ll * l + la * a + lb * b, la * l + aa * a + ab * b, lb * l + ab * a + bb * b];
    variance = Math.hypot(...turned);
    if (variance < 1e-6) return { axis: [1, 0, 0], deviation: 0 };
    axis = [turned[0] / variance, turned[1] / variance, turned[2] / variance];
  }
  return { axis: axis[0] < 0 ? [-axis[0], -axis[1], -axis[2]] : axis, deviation: Math.sqrt(variance) };
}

function sampleResiduals(members: { cell: Cell; picture: number }[], specimens: Specimen[], next: Random): number[] {
  const drawn = Array.from({ length: residualsDrawn }, () => {
    const { cell, picture } = members[Math.floor(next() * members.length)];
    const { width, data } = specimens[picture].levels[1];
    const x = Math.floor(next() * cellSide);
    const y = Math.floor(next() * cellSide);
    const p = cell.offset + (y * width + x) * 3;
    return [data[p] / 2.55 - cell.mean[0], data[p + 1] - 128 - cell.mean[1], data[p + 2] - 128 - cell.mean[2]];
  });
  const reach = [0, 1, 2].map((k) => 2 * Math.sqrt(drawn.reduce((sum, one) => sum + one[k] ** 2, 0) / drawn.length));
  const typical = drawn.filter((one) => one.every((value, k) => Math.abs(value) <= reach[k]));
  return typical.sort((a, b) => a[0] - b[0]).flatMap((residual) => residual.map((value) => Math.round(value * 10)));
}
