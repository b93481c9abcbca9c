import type { TreeKind } from "../../parts/plants/broadleaf.ts";
import type { Land } from "./land.ts";

/** The kinds of tree that belong where the prompt is. */
export function treeKinds(land: Land): TreeKind[] {
  const { reading, has } = land;
  const kind = reading.wishes.get("tree")?.kind as TreeKind | undefined;
  if (kind) return [kind];
  if (has("mountain") || reading.climate.weather === "snow") return ["pine"];
  if (has("desert", "beach")) return ["palm"];
  if (has("village", "castle") && land.stage.random.branch("south").chance(0.45))
    return ["cypress", "umbrella", "broad"];
  return ["broad", "broad", "poplar"];
}

/** Those of some kinds that are none of the unwanted; broadleaved trees where nothing is left. */
export function kindsBut(kinds: readonly TreeKind[], ...unwanted: TreeKind[]): TreeKind[] {
  const left = kinds.filter((kind) => !unwanted.includes(kind));
  return left.length > 0 ? left : ["broad"];
}
