import type { Lab } from "../climate.ts";
import type { Path } from "../draw/canvas.ts";
import { curve, place } from "../draw/path.ts";
import type { Stage, Tone } from "../stage.ts";

/** Birds on the wing, each at its own beat. */
export function paintFlock(
  stage: Stage,
  x: number,
  y: number,
  spread: number,
  size: number,
  count: number,
  color?: Lab,
): void {
  const random = stage.random.branch("flock");
  for (let i = 0; i < count; i++) {
    const bx = x + random.normal() * spread * (count === 1 ? 0 : 0.6);
    const by = y + random.normal() * spread * (count === 1 ? 0 : 0.25);
    const s = size * random.between(0.7, 1.2);
    const beat = random.between(-0.5, 0.35);
    const way = random.sign();
    const at = (path: Path) => place(path, bx, by, s, way, random.between(-0.01, 0.01));
    const tone: Tone = { depth: 0.7, fine: true, name: "wing", ...(color ? { color } : {}) };
    const dark: Tone = { depth: 0.7, fine: true, name: "far wing", ...(color ? { color } : {}), offset: [-8, 0, -3] };
    stage.fill(
      at(
        curve(
          [
            0.05,
            -0.02,
            -0.14,
            -0.26 + beat,
            -0.5,
            -0.42 + beat * 1.2,
            -0.9,
            -0.2 + beat * 1.7,
            -0.5,
            -0.24 + beat * 1.1,
            -0.2,
            0.02,
            -0.06,
            0.08,
          ],
          4,
        ),
      ),
      "feather",
      tone,
      0.55,
      -0.5,
      0.4,
    );
    stage.fill(
      at(
        curve(
          [
            0.08,
            -0.02,
            0.2,
            -0.3 + beat,
            0.5,
            -0.5 + beat * 1.2,
            0.82,
            -0.36 + beat * 1.7,
            0.5,
            -0.3 + beat * 1.1,
            0.28,
            0,
            0.14,
            0.07,
          ],
          4,
        ),
      ),
      "feather",
      dark,
      0.45,
      0.5,
      0.4,
    );
    stage.fill(
      at(curve([0.36, -0.02, 0.2, -0.06, -0.1, -0.02, -0.34, 0.04, -0.1, 0.1, 0.2, 0.07], 4)),
      "feather",
      tone,
      0.5,
      0,
      0.4,
    );
  }
}
