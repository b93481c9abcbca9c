import type { Stage } from "../../stage.ts";
import { castShadow } from "../land/shadows.ts";
import { paintBelongings } from "./belongings.ts";
import { bodyOf, type Figure } from "./body.ts";
import { paintBenchFromBehind, paintSeated } from "./seated.ts";
import { paintDancing, paintStriding } from "./striding.ts";
import { paintUpright } from "./upright.ts";

/** A person seen from behind, in profile or seated: posture and clothes, no face. */
export function paintFigure(stage: Stage, figure: Figure) {
  const { x, base, height, depth } = figure;
  castShadow(stage, x, base, height * (figure.doing === "sitting" ? 0.6 : 0.42), depth);
  const body = bodyOf(stage, figure);
  if (figure.doing === "sitting") return paintSeated(body);
  if (figure.doing === "dancing") return paintDancing(body);
  const side = figure.doing === "walking" || figure.doing === "running";
  if (side) paintStriding(body);
  else paintUpright(body);
  paintBelongings(body, side);
}

/** Several people on one bench with their backs to us, looking into the picture. */
export function paintBench(stage: Stage, x: number, sitters: Figure[]) {
  const first = sitters[0];
  if (!first) return;
  const gap = 0.34;
  castShadow(stage, x, first.base, first.height * (0.3 + (gap * sitters.length) / 2), first.depth);
  const bodies = sitters.map((one, i) =>
    bodyOf(stage, {
      ...one,
      x: x + (i - (sitters.length - 1) / 2) * gap * one.height,
      way: i < sitters.length / 2 ? 1 : -1,
    }),
  );
  paintBenchFromBehind(bodyOf(stage, { ...first, x }), bodies, gap);
}
