import type { Lab } from "../../climate.ts";
import { curve, limb, shifted } from "../../draw/path.ts";
import type { Stage } from "../../stage.ts";
import { paintBush } from "./bushes.ts";

/** A great trunk by the border that leaves the picture at the top, a limb stretched inwards by `reach`, and foliage hanging from it. */
export function paintNearTrunk(stage: Stage, side: 1 | -1, foot: number, reach: number): void {
  const random = stage.random.branch("near trunk");
  const { w } = stage;
  const x = (inwards: number) => (side < 0 ? inwards : w - inwards);
  const lean = random.between(-0.03, 0.05);
  const root = random.between(0.07, 0.11);
  const bark = (L: number, name: string) => ({
    depth: 0.95,
    name: `near ${name}`,
    offset: [L, 1, 2] as Lab,
  });
  const grain = stage.grainy(0.45, 0.6, 34, 7);
  const spine = curve(
    [x(root), foot + 0.03, x(root + lean * 0.4), foot * 0.66, x(root + lean * 0.2), foot * 0.34, x(root + lean), -0.06],
    5,
    false,
  );
  const at = (t: number) => foot * (1 - t);
  const flare = [
    x(root - 0.1),
    foot + 0.05,
    x(root - 0.035),
    foot - 0.1,
    x(root + 0.035),
    foot - 0.1,
    x(root + 0.1),
    foot + 0.05,
  ];
  stage.fill(flare, "trunk", bark(-6, "bark"), grain, Math.PI / 2, 0.9);
  stage.fill(limb(spine, 0.046, 0.034), "trunk", bark(-6, "bark"), grain, Math.PI / 2, 0.9);
  const lit = shifted(spine, 0.02 * stage.light.x, 0);
  stage.fill(limb(lit, 0.016, 0.011), "trunk", bark(12, "bark lit"), grain, Math.PI / 2, 0.8);
  const arm = curve([x(root), at(0.66), x(root + reach * 0.4), at(0.84), x(root + reach), at(0.86)], 6, false);
  stage.fill(limb(arm, 0.024, 0.006), "trunk", bark(-6, "bark"), grain, 0.3 * side, 0.7);
  if (stage.setting.climate.season === "winter") {
    const twig = curve([x(root), at(0.8), x(root + reach * 0.3), at(0.97), x(root + reach * 0.6), at(1.06)], 6, false);
    stage.fill(limb(twig, 0.016, 0.005), "trunk", bark(-6, "bark"), grain, 0.3 * side, 0.7);
    return;
  }
  for (const [inwards, low, size] of [
    [0.02, 0.16, 0.3],
    [0.62, 0.1, 0.2],
    [1.02, 0.16, 0.17],
    [0.36, 0.19, 0.24],
    [-0.04, 0.3, 0.2],
  ] as const)
    paintBush(
      stage,
      x(root + reach * inwards),
      foot * low + random.between(-0.02, 0.03),
      size * random.between(0.85, 1.1),
      0.92,
    );
}
