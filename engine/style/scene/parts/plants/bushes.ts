import type { Lab } from "../../climate.ts";
import { blob, curve, limb } from "../../draw/path.ts";
import type { Stage } from "../../stage.ts";
import { paintClumps } from "./foliage.ts";

/** A rounded shrub of a few masses. */
export function paintBush(stage: Stage, x: number, base: number, size: number, depth: number): void {
  const random = stage.random.branch(`bush ${x.toFixed(3)}`);
  const offset: Lab = random.pick([
    [0, 0, 0],
    [5, 4, 5],
    [-5, -3, -3],
  ]);
  const clumps = Array.from({ length: 7 }, (_, i) => {
    const u = (i / 6) * 2 - 1;
    const r = size * random.between(0.3, 0.46);
    return {
      x: x + u * size * 0.66,
      y: base - size * 0.62 * (1 - u * u) * random.between(0.5, 1) - r * 0.45,
      rx: r * 1.15,
      ry: r,
      lit: 0.4 * u * stage.light.x + 0.2 - 0.2 * Math.abs(u),
    };
  });
  paintClumps(stage, random, clumps, { role: "leaf", depth, name: `bush${offset[0]}`, offset });
}

/** A bough that hangs into the picture from an upper corner. */
export function paintBough(stage: Stage, side: 1 | -1, reach: number, blossom: boolean): void {
  const random = stage.random.branch("bough");
  const x0 = side < 0 ? -0.03 : stage.w + 0.03;
  const y0 = random.between(0.02, 0.16);
  const bare = stage.setting.climate.season === "winter";
  const spine = curve(
    [
      x0,
      y0,
      x0 - side * reach * 0.35,
      y0 + random.between(-0.01, 0.05),
      x0 - side * reach * 0.7,
      y0 + random.between(0.02, 0.1),
      x0 - side * reach,
      y0 + random.between(0.06, 0.16),
    ],
    6,
    false,
  );
  stage.fill(limb(spine, 0.017, 0.004), "trunk", { depth: 0.95, name: "bough" }, 0.45, side < 0 ? 0.2 : 2.9, 0.6);
  const leaves: { x: number; y: number }[] = [];
  for (let k = 4; k < spine.length - 1; k += 4) {
    const twig = random.between(0.05, 0.13);
    const a = (side < 0 ? 0 : Math.PI) + random.sign() * random.between(0.4, 1) + 0.35 * -side;
    const tx = spine[k]! + Math.cos(a) * twig;
    const ty = spine[k + 1]! + Math.abs(Math.sin(a)) * twig * random.pick([-0.5, 1]);
    stage.fill(
      limb([spine[k]!, spine[k + 1]!, tx, ty], 0.005, 0.002),
      "trunk",
      { depth: 0.95, name: "bough" },
      0.45,
      a,
      0.5,
    );
    for (let n = 0; n < 7; n++) {
      const t = random.between(0.2, 1.1);
      leaves.push({
        x: spine[k]! + (tx - spine[k]!) * t + random.normal() * 0.016,
        y: spine[k + 1]! + (ty - spine[k + 1]!) * t + random.normal() * 0.016,
      });
    }
  }
  if (bare) return;
  for (const leaf of leaves) {
    const r = random.between(0.011, 0.022);
    const lit = random.chance(0.45);
    const offset: Lab = lit ? [10, 1, 9] : [-7, 1, -5];
    stage.fill(
      blob(
        leaf.x,
        leaf.y,
        r * (blossom ? 1 : 1.5),
        r * (blossom ? 0.95 : 0.62),
        0.25,
        leaf.x * 60,
        6,
        random.between(-0.8, 0.8),
      ),
      blossom ? "petal" : "leaf",
      { depth: 0.95, name: lit ? "bough lit" : "bough", offset },
      stage.grainy(lit ? 0.6 : 0.45, 0.2, 30, 30),
      random.between(-0.8, 0.8),
      0.6,
    );
  }
}
