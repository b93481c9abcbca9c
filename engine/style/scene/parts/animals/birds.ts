import type { Lab } from "../../climate.ts";
import type { Path } from "../../draw/canvas.ts";
import { curve, place } from "../../draw/path.ts";
import type { Stage, Tone } from "../../stage.ts";

/** Pale birds with dark wing tips; the others are one dark colour. */
const gull: Lab = [90, 0, 1];

/** Birds on the wing, each at its own beat. `size` is half the span. */
export function paintFlock(
  stage: Stage,
  x: number,
  y: number,
  spread: number,
  size: number,
  count: number,
  { color, pale }: { color?: Lab | undefined; pale?: boolean } = {},
): void {
  const random = stage.random.branch("flock");
  for (let i = 0; i < count; i++) {
    const bx = x + random.normal() * spread * (count === 1 ? 0 : 0.6);
    const by = y + random.normal() * spread * (count === 1 ? 0 : 0.25);
    const s = size * random.between(0.7, 1.2);
    const beat = random.between(-0.3, 0.24);
    const way = random.sign();
    const at = (path: Path) => place(path, bx, by, s, way, random.between(-0.08, 0.08));
    const own = color ?? (pale ? gull : undefined);
    const tone = (name: string, L: number): Tone => ({
      depth: 0.7,
      fine: true,
      name,
      ...(own ? { color: own } : {}),
      offset: [L, 0, L * 0.3],
    });
    const wing = (name: string, path: Path, level: number, L: number) =>
      stage.fill(at(curve(path, 5)), "feather", tone(name, L), level, way * 0.3, 0.4);
    const far = [
      0.16,
      -0.03,
      0.26,
      -0.22,
      0.42,
      -0.34 + beat * 0.5,
      0.66,
      -0.34 + beat,
      0.95,
      -0.22 + beat * 1.6,
      0.66,
      -0.24 + beat * 1.1,
      0.46,
      -0.16 + beat * 0.5,
      0.3,
      0.02,
    ];
    const near = [
      0.12,
      -0.04,
      -0.06,
      -0.24,
      -0.26,
      -0.34 + beat * 0.5,
      -0.58,
      -0.3 + beat,
      -1.02,
      -0.08 + beat * 1.7,
      -0.6,
      -0.16 + beat * 1.1,
      -0.36,
      -0.1 + beat * 0.5,
      -0.16,
      0.06,
      0,
      0.08,
    ];
    wing("far wing", far, 0.42, pale ? -16 : -8);
    wing(
      "body",
      [
        0.5, -0.02, 0.42, -0.07, 0.34, -0.07, 0.1, -0.06, -0.16, 0, -0.42, 0.04, -0.4, 0.13, -0.12, 0.1, 0.12, 0.08,
        0.36, 0.02,
      ],
      0.6,
      0,
    );
    wing("wing", near, 0.55, pale ? -6 : 4);
    if (!pale || s * stage.canvas.unit < 12) continue;
    wing("tip", [-0.62, -0.28 + beat, -1.02, -0.08 + beat * 1.7, -0.66, -0.18 + beat * 1.15], 0.4, -64);
    wing("far tip", [0.7, -0.33 + beat, 0.95, -0.22 + beat * 1.6, 0.7, -0.25 + beat * 1.1], 0.4, -64);
  }
}
