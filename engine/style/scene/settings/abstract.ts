import type { Path } from "../draw/canvas.ts";
import { blob, box, curve, limb, place, rough } from "../draw/path.ts";
import type { Reading } from "../read/reading.ts";
import type { Role } from "../scene.ts";
import type { Stage } from "../stage.ts";
import type { Arrangement } from "../staging.ts";

const shapes = 8;
const role = (k: number): Role => `shape${1 + (((k % shapes) + shapes) % shapes)}`;

/** Shapes in tension: the view decides whether they float, stack or turn about a centre. */
export function composeAbstract(stage: Stage, reading: Reading, plan: Arrangement): void {
  const { canvas, w, h } = stage;
  const random = stage.random.branch("abstract");
  const tone = (k: number) => ({
    ...(reading.tints[k % Math.max(1, reading.tints.length)] && k % 3 !== 0
      ? { color: reading.tints[k % reading.tints.length]!, asked: true }
      : {}),
    depth: 0.7,
    calm: 0.6,
  });
  const flow = (x: number, y: number) => 3 * (stage.noise(x * 0.8, y * 0.8) - 0.5);
  canvas.rows(0, h, {
    layer: stage.tone("shape1", { depth: 0.7, calm: 0.8 }),
    shade: stage.grainy(0.5, 0.3, 1.4, 1.4),
    angle: flow,
    grain: 1.4,
  });
  const fill = (path: Path, k: number, angle: number, grain = 1) =>
    stage.fill(rough(path, 0.006, 5, k), role(k), tone(k), stage.grainy(0.5, 0.3, 3, 3), angle, grain);
  const count = Math.round(7 + 10 * (1 - plan.emptiness));
  const cx = w * plan.focus;
  const cy = h * (0.3 + 0.4 * plan.horizon);
  const words = reading.wishes.get("abstract")?.words.join(" ") ?? "";
  for (let k = 0; k < count; k++) {
    const size = 0.3 * (1 - k / count) ** 1.2 * random.between(0.6, 1.3) + 0.03;
    const angle = random.between(0, Math.PI);
    let x = random.between(0.05, 0.95) * w;
    let y = random.between(0.05, 0.95) * h;
    if (plan.view === "winding" || plan.view === "slope") {
      const a = k * 2.4;
      const r = 0.09 * Math.sqrt(k) * Math.min(w, h) * 1.3;
      x = cx + Math.cos(a) * r;
      y = cy + Math.sin(a) * r;
    } else if (plan.view === "low") {
      x = ((k * 0.382 + plan.focus) % 1) * w;
      y = h - size - random.next() * h * 0.4;
    }
    const kind = /circle/.test(words)
      ? 0
      : /square|geometric|cubist/.test(words)
        ? 1 + (k % 2)
        : /triangle/.test(words)
          ? 2
          : random.whole(0, 4);
    if (kind === 0) {
      fill(blob(x, y, size, size, 0.02, k), k + 1, angle);
      if (size > 0.1) fill(blob(x, y, size * 0.62, size * 0.62, 0.02, k), k + 3, angle);
      if (size > 0.16) fill(blob(x, y, size * 0.3, size * 0.3, 0.02, k), k + 4, angle);
    } else if (kind === 1) fill(place(box(-1, -0.7, 2, 1.4), x, y, size * 0.8, 1, angle * 0.4), k + 1, angle);
    else if (kind === 2) fill(place([-1, 0.7, 0.1, -1, 1, 0.6], x, y, size, 1, angle), k + 2, angle);
    else if (kind === 3)
      fill(
        place(curve([-1, 0.1, -0.5, -0.6, 0.4, -0.5, 1, 0, 0.4, 0.7, -0.5, 0.5], 6), x, y, size, 1, angle),
        k + 1,
        angle,
      );
    else
      fill(
        limb(
          curve([x - size, y, x, y - size * 0.7, x + size, y + size * 0.2, x + size * 1.7, y - size * 0.4], 8, false),
          0.016,
          0.008,
        ),
        4 + k,
        angle,
        0.8,
      );
  }
  for (let k = 0; k < 5; k++) {
    const a = random.between(-1.2, 1.2);
    const x = random.between(0, w);
    const y = random.between(0, h);
    const reach = random.between(0.25, 0.7);
    fill(
      limb([x, y, x + Math.cos(a) * reach, y + Math.sin(a) * reach], random.between(0.003, 0.009), 0.003),
      4,
      a,
      0.6,
    );
  }
}
