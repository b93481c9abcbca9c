import { paintButterfly } from "../parts/animals/small-lives.ts";
import type { BloomKind } from "../parts/plants/blooms.ts";
import { paintBloom, usualHues } from "../parts/plants/blooms.ts";
import { paintBlade, paintLeaf, paintStem } from "../parts/plants/leaves.ts";
import type { Reading } from "../read/reading.ts";
import type { Stage } from "../stage.ts";
import type { Arrangement } from "../staging.ts";

const kinds: BloomKind[] = ["poppy", "daisy", "rose", "tulip", "lily", "cluster"];

/** Flowers near at hand, growing out of the lower edge before a soft distance. */
export function composeCloseUp(stage: Stage, reading: Reading, plan: Arrangement): void {
  const { canvas, w, h } = stage;
  const random = stage.random.branch("close-up");
  const wish = reading.wishes.get("flower");
  const drift = (x: number, y: number) => 0.6 + 2.4 * (stage.noise(x * 0.9, y * 0.9) - 0.5);
  const split = h * (0.25 + 0.5 * plan.horizon);
  const soft = (x: number, y: number) => y - split + 0.5 * (stage.noise(x * 1.3, y * 1.3) - 0.5);
  const far = stage.tone("sky", { depth: 0.6, name: "middle", offset: [7, 1, 8] });
  const mist = stage.tone("leaf", { depth: 0.15, name: "far" });
  const green = stage.tone("leaf", { depth: 0.5, name: "behind" });
  const deep = stage.tone("leaf", { depth: 0.7, name: "behind deep", offset: [-9, 2, -6] });
  canvas.rows(0, h, {
    layer: (x, y) =>
      soft(x, y) < -0.05 ? far : soft(x, y) < 0.1 ? mist : stage.noise(x * 2.2 + 3, y * 2.2) > 0.55 ? deep : green,
    shade: stage.grainy(0.5, 0.3, 2, 2),
    angle: drift,
    grain: 1.4,
  });
  const count = wish?.count ?? (plan.emptiness > 0.7 ? 3 : random.whole(6, 11));
  const size = Math.min(0.21, 0.42 / Math.sqrt(count)) * Math.sqrt(Math.min(1.6, w * h));
  const kind = (wish?.kind as BloomKind | undefined) ?? random.pick(kinds);
  const usual = usualHues[kind] ?? [0, 3, 5];
  const first = random.pick(usual);
  const second = random.pick(usual);
  const blooms = Array.from({ length: count }, (_, i) => {
    const t = (i * 0.618 + 0.2) % 1;
    const near = i / Math.max(1, count - 1);
    return {
      x: w * (0.1 + 0.8 * t) + random.between(-0.04, 0.04),
      y: h * (0.22 + 0.42 * ((i * 0.382 + 0.1) % 1)) + near * 0.06,
      size: size * (0.65 + 0.5 * near),
    };
  });
  for (let i = 0; i < 40 * w; i++)
    paintBlade(
      stage,
      random.between(-0.05, w + 0.05),
      h + 0.03,
      h * random.between(0.25, 0.7),
      random.between(-0.5, 0.5),
      0.012,
      0.75,
      random.chance(0.4),
    );
  for (const bloom of blooms) {
    const foot = bloom.x + (w / 2 - bloom.x) * 0.3;
    paintStem(stage, foot, h + 0.05, bloom.x, bloom.y, bloom.size * 0.06, 0.85);
    for (let k = 0; k < 3; k++) {
      const t = random.between(0.3, 0.8);
      paintLeaf(
        stage,
        bloom.x + (foot - bloom.x) * t,
        bloom.y + (h - bloom.y) * t,
        bloom.size * random.between(0.7, 1.2),
        random.pick([-0.6, -2.5]) + random.between(-0.4, 0.4),
        0.85,
      );
    }
  }
  blooms.forEach((bloom, i) => {
    paintBloom(stage, {
      ...bloom,
      kind,
      hue: i % 4 === 3 ? second : first,
      depth: 0.9,
      open: random.between(0.68, 1),
      turn: random.between(-0.5, 0.5),
    });
  });
  if (reading.wishes.has("butterfly"))
    for (let k = 0; k < (reading.wishes.get("butterfly")?.count ?? 2); k++)
      paintButterfly(
        stage,
        w * random.between(0.2, 0.8),
        h * random.between(0.1, 0.4),
        0.08,
        random.between(-0.5, 0.5),
      );
}
