import { paintBust } from "../parts/bust.ts";
import type { Reading } from "../read/reading.ts";
import type { Stage } from "../stage.ts";
import type { Arrangement } from "../staging.ts";

/** A sitter turned away: from behind against light, or in lost profile. Landscape behind is painted by the caller. */
export function paintSitter(stage: Stage, reading: Reading, plan: Arrangement): void {
  const { w, h } = stage;
  const words = reading.wishes.get("person");
  const kind = words?.kind === "man" || (!words && stage.random.branch("sitter").chance(0.4)) ? "man" : "woman";
  const size = Math.min(h * 0.36, w * 0.44, 0.46);
  const x = w * (0.5 + (plan.focus - 0.5) * (w > 1.2 ? 1 : 0.35));
  paintBust(stage, x, h - size * 1.85, size, kind, plan.view === "low" ? "back" : "lost");
}

/** A quiet wall with the fall of light on it. */
export function paintWall(stage: Stage, plan: Arrangement): void {
  const { canvas, w, h } = stage;
  const { light } = stage;
  const glow = (x: number, y: number) =>
    0.5 + 0.34 * ((x / w - 0.5) * light.x + (y / h - 0.5) * light.y) + 0.36 * (stage.noise(x * 1.5, y * 1.5) - 0.5);
  const turn = (x: number, y: number) => 0.9 * light.x + 2.2 * (stage.noise(x, y) - 0.5);
  const body = stage.tone("backdrop", { depth: 0.7 });
  const bright = stage.tone("backdrop", { depth: 0.7, name: "lit", offset: [12, -1, 4] });
  const deep = stage.tone("backdrop", { depth: 0.7, name: "deep", offset: [-9, 2, -3] });
  const lean = 0.6 + 0.4 * plan.emptiness;
  canvas.rows(0, h, {
    layer: (x, y) => {
      const fall =
        (x / w - 0.5) * light.x * 1.6 + (y / h - 0.5) * light.y * lean + 0.7 * (stage.noise(x * 1.2, y * 1.2) - 0.5);
      return fall > 0.22 ? bright : fall < -0.26 ? deep : body;
    },
    shade: glow,
    angle: turn,
    grain: 1.4,
  });
}
