import { blob, curve, limb } from "../draw/path.ts";
import type { Stage } from "../stage.ts";

/** A rounded shrub in three tones. */
export function paintBush(stage: Stage, x: number, base: number, size: number, depth: number): void {
  const random = stage.random.branch(`bush ${x.toFixed(3)}`);
  const passes = [
    ["dark", [-9, 1, -6], 0.12, 1, 0.38],
    ["body", undefined, 0, 0.86, 0.5],
    ["lit", [11, 1, 10], -0.2, 0.5, 0.64],
  ] as const;
  for (const [name, offset, shift, scale, level] of passes) {
    for (let i = 0; i < 9; i++) {
      const u = random.between(-1, 1);
      const r = size * 0.34 * scale * random.between(0.7, 1.2);
      const bx = x + u * size * 0.62 - shift * stage.light.x * -size;
      const by = base - size * 0.5 * (1 - u * u) * random.between(0.5, 1) - r * 0.5 + shift * size;
      const path = blob(bx, Math.min(by, base), r * 1.15, r, 0.4, bx * 40 + by * 9, 10);
      const shade = (px: number, py: number) =>
        level +
        0.2 * (((px - x) / size) * stage.light.x + ((py - base + size * 0.4) / size) * stage.light.y) +
        0.3 * (stage.noise(px * 30, py * 30) - 0.5);
      stage.fill(
        path,
        "leaf",
        offset ? { depth, name, offset: [...offset] } : { depth, name },
        shade,
        -Math.PI / 2 + u,
        0.6,
      );
    }
  }
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
    const offset: [number, number, number] = lit ? [10, 1, 9] : [-7, 1, -5];
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
