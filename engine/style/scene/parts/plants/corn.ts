import type { Lab } from "../../climate.ts";
import { blob, limb } from "../../draw/path.ts";
import type { Stage } from "../../stage.ts";
import type { Course } from "../land/ground.ts";

/** Ears that stand before the viewer's eyes along the lower edge, highest towards the sides; none in the road. */
export function paintEars(stage: Stage, color: Lab, tall: number, path?: Course): void {
  const random = stage.random.branch("ears");
  const { w, h } = stage;
  const count = Math.round(90 * w);
  for (let i = 0; i < count; i++) {
    const x = random.between(-0.03, w + 0.03);
    const aside = Math.abs(x / w - 0.5) * 2;
    const height = tall * random.between(0.45, 1) * (0.35 + 0.75 * aside);
    const lean = (random.between(-0.12, 0.2) + 0.12 * stage.noise(x * 2, 5)) * height * stage.light.x;
    if (path && Math.abs(x - path.middle(h)) < path.half(h) * 1.15) continue;
    const lit = random.chance(0.5);
    const tone = (name: string, L: number) => ({
      depth: 0.93,
      name: `ear ${name}${lit}`,
      color,
      offset: [L + (lit ? 8 : -10), lit ? -2 : 5, lit ? 4 : -6] as Lab,
    });
    const tip = { x: x + lean, y: h - height };
    const spine = [x, h + 0.01, x + lean * 0.25, h - height * 0.55, tip.x, tip.y];
    stage.fill(limb(spine, 0.0042, 0.0026), "grass", tone("stalk", -4), 0.5, -Math.PI / 2, 0.5);
    const turn = Math.atan2(lean * 0.75, height * 0.45);
    const grain = tall * random.between(0.09, 0.13);
    stage.fill(
      blob(tip.x, tip.y, grain * 0.26, grain, 0.3, x * 30, 9, turn),
      "grass",
      tone("head", 2),
      0.55,
      -Math.PI / 2,
      0.6,
    );
  }
}
