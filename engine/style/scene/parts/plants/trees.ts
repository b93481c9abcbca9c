import type { Lab } from "../../climate.ts";
import type { Stage } from "../../stage.ts";
import { paintBroadleaf, type Tree } from "./broadleaf.ts";
import { paintColumn, paintPalm, paintPine, paintUmbrellaPine, paintWillow } from "./slender.ts";

/** A tree in the leaf of the season. */
export function paintTree(stage: Stage, tree: Tree) {
  const random = stage.random.branch(`tree ${tree.x.toFixed(3)} ${tree.base.toFixed(3)}`);
  const winter = stage.setting.climate.season === "winter";
  const order = tree.height > 0.4 ? 4 : tree.height > 0.16 ? 3 : 2;
  switch (tree.kind) {
    case "pine":
      return paintPine(stage, random, tree);
    case "cypress":
    case "poplar":
      return paintColumn(stage, random, tree);
    case "palm":
      return paintPalm(stage, random, tree);
    case "willow":
      return paintWillow(stage, random, tree);
    case "umbrella":
      return paintUmbrellaPine(stage, random, tree);
    case "bare":
      return paintBroadleaf(stage, random, tree, 1, order + 1);
    case "birch":
    case "blossom":
    case "broad":
      return paintBroadleaf(
        stage,
        random,
        winter && tree.kind !== "blossom" ? { ...tree, kind: "bare" } : tree,
        tree.kind === "birch" ? 0.7 : 1,
        winter ? order + 1 : order,
      );
  }
}

/** A far wood as one soft-topped mass, darker below. */
export function paintWood(
  stage: Stage,
  edge: (x: number) => number,
  height: number,
  depth: number,
  conifer: boolean,
): void {
  const top = (x: number) => {
    const k = conifer ? 0.55 * Math.abs(((x * 13 + 3 * stage.noise(x * 4, depth * 7)) % 1) - 0.5) : 0;
    return (
      edge(x) - height * (0.35 + 0.9 * stage.noise(x * 5, depth * 11) + 0.35 * (stage.noise(x * 24, depth) - 0.5) - k)
    );
  };
  const shade = (x: number, y: number) =>
    0.62 - ((y - top(x)) / height) * 0.4 + 0.5 * (stage.noise(x * 18, y * 18) - 0.5);
  const angle = (x: number, y: number) => -Math.PI / 2 + 1.4 * (stage.noise(x * 8, y * 8) - 0.5);
  stage.canvas.below(
    top,
    { layer: stage.tone("leaf", { depth, name: "wood" }), shade, angle, grain: 0.7 },
    (x) => edge(x) + 0.004,
  );
  const dark = stage.tone("leaf", { depth, name: "wood dark", offset: [-8, 1, -5] });
  stage.canvas.below(
    top,
    { layer: dark, shade, angle, grain: 0.7 },
    (x) => edge(x) + 0.004,
    (x, y) => stage.noise(x * 9, y * 9) + ((y - top(x)) / height) * 0.35 > 0.66,
  );
}

/** Copses and hedges along a far edge: tree-tops of several heights that are one mass with the ground. */
export function paintHedge(
  stage: Stage,
  edge: (x: number) => number,
  height: number,
  depth: number,
  cover: number,
): void {
  const grown = (x: number) => Math.min(1, Math.max(0, (stage.noise(x * 1.3, depth * 9) - 0.72 + 0.4 * cover) * 7));
  const round = (x: number, span: number) =>
    Math.sqrt(Math.max(0, 1 - (2 * (x / span - Math.floor(x / span)) - 1) ** 2));
  const top = (x: number) => {
    const tops = Math.max(round(x + 0.03 * stage.noise(x * 6, 2), 0.075), 0.85 * round(x + 0.03, 0.052));
    return edge(x) - height * grown(x) * (0.25 + 0.6 * tops + 0.5 * (stage.noise(x * 5, depth) - 0.5));
  };
  const tone = (name: string, offset: Lab) => stage.tone("leaf", { depth, name, offset });
  const lit = tone("hedge lit", [8, 1, 8]);
  const body = tone("hedge", [0, 0, 0]);
  const dark = tone("hedge dark", [-9, 1, -5]);
  const layer = (x: number, y: number) => {
    const down = (y - top(x)) / height + 0.9 * (stage.noise(x * 22, y * 22) - 0.5);
    return down < 0.14 ? lit : down < 0.42 ? body : dark;
  };
  stage.canvas.below(
    top,
    { layer, shade: stage.grainy(0.5, 0.25, 20, 20), angle: -Math.PI / 2, grain: 0.7 },
    (x) => edge(x) + (grown(x) > 0 ? 0.006 : -0.01),
  );
}
