import { type Peak, paintMountains } from "../../parts/land/hills.ts";
import type { Land } from "./land.ts";

/** The main peak at the focus and lesser ones about it. */
function group({ stage, plan, horizon }: Land, count: number, height: number): Peak[] {
  const random = stage.random.branch(`peaks ${height.toFixed(2)}`);
  return Array.from({ length: count }, (_, i) => {
    const main = i === 0;
    const x = main ? stage.w * plan.focus : stage.w * ((plan.focus + (i * 0.618 + random.between(-0.1, 0.1))) % 1.1);
    const tall = height * (main ? 1 : random.between(0.45, 0.8));
    return { x, top: horizon - tall, half: tall * random.between(0.95, 1.5) };
  });
}

/** Peaks from one border inwards: each a share of the width from that border, of the height and of the half-width. */
function row({ stage, horizon }: Land, from: 1 | -1, peaks: [number, number, number][]): Peak[] {
  return peaks.map(([inwards, tall, half]) => ({
    x: stage.w * (from < 0 ? inwards : 1 - inwards),
    top: horizon - tall,
    half: half * Math.min(1.3, stage.w),
  }));
}

/** Mountains, staged by view: a far chain, one great peak, a valley between flanks, a range, a wall along one side. */
export function paintRanges(land: Land, snow: number): void {
  const { stage, plan, reading, horizon } = land;
  const random = stage.random.branch("ranges");
  const asked = reading.wishes.get("mountain")?.count;
  const base = horizon + 0.012;
  const far = (peaks: Peak[], depth = 0.24) => paintMountains(stage, { peaks, base, depth, snow: snow * 0.8 });
  const near = (peaks: Peak[], depth = 0.42, cover = snow) =>
    paintMountains(stage, { peaks, base, depth, snow: cover });
  const tall = horizon * random.between(0.64, 0.78);
  const wide = Math.round(stage.w);
  if (asked && asked > 1) {
    near(group(land, asked, tall));
    return;
  }
  const lone = asked === 1;
  const border = plan.focus > 0.5 ? 1 : -1;
  switch (plan.view) {
    case "open":
      if (!lone) far(group(land, 6 + 2 * wide, horizon * 0.34));
      near(group(land, lone ? 1 : 2 + 2 * wide, horizon * 0.5), 0.34);
      return;
    case "framed": {
      if (!lone) far(group(land, 3 + wide, horizon * 0.36));
      const top = horizon * 0.8;
      const x = stage.w * plan.focus;
      const shoulder = { x: x - 0.34 * border, top: horizon - top * 0.5, half: top * 0.8 };
      const great = { x, top: horizon - top, half: top * 1.15 };
      near(lone ? [great] : [great, shoulder]);
      return;
    }
    case "winding":
      if (lone) {
        near(group(land, 1, tall));
        return;
      }
      far([{ x: stage.w * (1 - plan.focus), top: horizon * 0.42, half: 0.4 }, ...group(land, 4, horizon * 0.3)]);
      near(
        row(land, border, [
          [-0.02, horizon * 0.84, 0.5],
          [0.26, horizon * 0.42, 0.3],
        ]),
        0.38,
      );
      near(row(land, -border as 1 | -1, [[0.0, horizon * 0.62, 0.4]]), 0.5, snow * 0.5);
      return;
    case "low":
      if (!lone) far(group(land, 4 + wide, horizon * 0.4));
      near(group(land, lone ? 1 : 2 + wide, tall));
      return;
    case "slope":
      if (lone) {
        near(group(land, 1, tall));
        return;
      }
      far(group(land, 5 + wide, horizon * 0.46));
      near(
        row(land, border, [
          [0.1, horizon * 0.88, 0.62],
          [0.34, horizon * 0.5, 0.34],
          [0.52, horizon * 0.22, 0.26],
        ]),
        0.48,
      );
  }
}
