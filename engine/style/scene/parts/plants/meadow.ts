import type { Stage } from "../../stage.ts";
import { type BloomKind, paintBloom, usualHues } from "./blooms.ts";
import { paintBlade, paintStem } from "./leaves.ts";

/** A meadow: dots of colour far away, growing into blooms on stems. */
export function paintMeadow(stage: Stage, top: (x: number) => number, kind: BloomKind, share: number): void {
  const random = stage.random.branch("meadow");
  const { w, h } = stage;
  const horizon = top(w / 2);
  const asked = stage.setting.colors.flower;
  const usual = usualHues[kind];
  const palette = asked
    ? [0, 0, 1]
    : usual
      ? [...usual, ...usual, random.whole(0, 6)]
      : [random.whole(0, 6), random.whole(0, 6), 5];
  const spots: { x: number; t: number }[] = [];
  const count = Math.round(520 * w * share);
  for (let i = 0; i < count; i++) {
    const t = random.next() ** 1.9;
    const x = random.between(-0.05, w + 0.05);
    if (stage.noise(x * 1.6, t * 4) > 0.42) spots.push({ x, t });
  }
  spots.sort((p, q) => p.t - q.t);
  for (const { x, t } of spots) {
    const y = Math.max(top(x), horizon) + 0.012 + t * (h * 1.04 - horizon);
    const size = (0.0035 + 0.042 * t ** 1.35) * (kind === "sunflower" ? 1.5 : 1);
    const depth = 0.4 + 0.55 * t;
    if (size > 0.012) {
      paintStem(stage, x + random.between(-0.4, 0.4) * size, y + size * 4, x, y, size * 0.09, depth);
      if (random.chance(0.6))
        paintBlade(
          stage,
          x,
          y + size * 4,
          size * random.between(2, 3.4),
          random.between(-0.6, 0.6),
          size * 0.16,
          depth,
          random.chance(0.5),
        );
    }
    paintBloom(stage, {
      x,
      y,
      size,
      kind,
      hue: random.pick(palette),
      depth,
      open: kind === "sunflower" ? random.between(0.75, 1) : random.between(0.45, 0.8),
      turn: random.between(-0.4, 0.4),
    });
  }
}
