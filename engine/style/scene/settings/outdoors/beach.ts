import type { Curve } from "../../draw/canvas.ts";
import { paintHill, ridge, tabled, turf } from "../../parts/land/hills.ts";
import { paintTufts } from "../../parts/plants/leaves.ts";
import { paintBreakers } from "../../parts/water/swells.ts";
import type { Land } from "./land.ts";

/** The waterline by view: across, round a bay to the horizon, level and near, or falling away below a dune. */
function waterline({ stage, plan, horizon, level }: Land & { level: number }): Curve {
  const { w, h } = stage;
  const span = h - horizon;
  const inwards = (x: number) => Math.max(0, plan.side > 0 ? w - x : x) / w;
  const rough = ridge(stage, 0, 0.012 * span, 0.4, "shore");
  const curved = (x: number) => rough(x) + 0.03 * span * Math.sin(inwards(x) * 9 + stage.phase);
  switch (plan.view) {
    case "winding":
      return (x) => horizon + span * (0.03 + 0.86 * inwards(x) ** 0.62) + rough(x) * inwards(x);
    case "slope":
      return (x) => horizon + span * (0.16 + 1.02 * inwards(x) ** 0.9) + curved(x) * inwards(x);
    case "framed":
      return (x) => horizon + span * (0.4 + 0.34 * inwards(x)) + curved(x);
    case "low":
      return (x) => horizon + span * (0.56 + 0.06 * inwards(x)) + 0.6 * curved(x);
    case "open":
      return (x) => level + span * 0.16 * (inwards(x) - 0.5) + curved(x);
  }
}

/** Sand with its wet edge, breakers that run up to it, and a dune behind it in views that have one. */
export function paintBeach(land: Land): Curve {
  const { stage, plan, horizon, reading } = land;
  const { w, h } = stage;
  const edge = tabled(stage, waterline({ ...land, level: h - (h - horizon) * 0.34 }));
  const near: (x: number) => number = (x) => Math.min(1, Math.max(0.12, (edge(x) - horizon) / (h - horizon)));
  stage.canvas.below((x) => edge(x) - (0.03 + 0.05 * stage.noise(x * 5, 8)) * near(x), {
    layer: stage.tone(land.water!, { name: "shallow", offset: [16, -6, 12], depth: 0.75 }),
    shade: stage.grainy(0.55, 0.2, 4, 30),
    angle: 0.02,
    grain: 1,
  });
  paintBreakers(stage, horizon, edge, plan.view === "low" ? 1.5 : 1);
  stage.canvas.below((x) => edge(x) - (0.008 + 0.03 * stage.noise(x * 7, 3)) * near(x), {
    layer: stage.tone("foam", { depth: 0.8 }),
    shade: stage.grainy(0.65, 0.3, 12, 30),
    angle: 0,
    grain: 0.8,
  });
  stage.canvas.below(edge, {
    layer: stage.tone("sand", { name: "wet", offset: [-16, 0, -4], depth: 0.8 }),
    shade: stage.grainy(0.5, 0.2, 3, 40),
    angle: 0,
    grain: 1,
  });
  paintHill(stage, (x) => edge(x) + 0.075 * near(x) * (0.5 + stage.noise(x * 2, 6)), {
    role: "sand",
    depth: 0.82,
    tufts: 0.2,
  });
  if (plan.view === "winding" || plan.view === "slope" || plan.view === "framed") dune(land, edge);
  land.near = (x) => Math.min(h * 0.94, Math.max(edge(x) + 0.05, h * 0.8));
  land.middle = (x) => Math.min(h * 0.9, edge(x) + 0.03);
  if (reading.climate.season !== "winter" && plan.emptiness < 0.8) {
    const x = w * (0.5 + 0.4 * plan.side);
    paintTufts(stage, x, h * 0.98, 0.12, 0.3);
  }
  return edge;
}

/** Grown ground above the sand on the side the shore comes from. */
function dune({ stage, plan, horizon }: Land, edge: Curve): void {
  const { w, h } = stage;
  const inwards = (x: number) => Math.max(0, plan.side > 0 ? w - x : x) / w;
  const role = turf(stage);
  const rough = ridge(stage, 0, 0.02, 0.2, "dune");
  const crest = plan.view === "framed" ? h * 0.66 : horizon - 0.07;
  const reach = plan.view === "framed" ? 0.5 : 0.4;
  const fall = plan.view === "framed" ? h * 0.5 : h - crest + 0.1;
  const top = tabled(stage, (x) => crest + fall * (inwards(x) / reach) ** 1.3 + rough(x));
  const foot = tabled(stage, (x) => Math.max(top(x), edge(x) + 0.03 + 0.05 * stage.noise(x * 6, 2)));
  paintHill(
    stage,
    (x) => Math.max(top(x), crest),
    { role: "sand", depth: 0.8, name: "dune", offset: [-8, 1, -2], tufts: 0.4 },
    foot,
  );
  paintHill(
    stage,
    (x) => top(x) + 0.004,
    { role, depth: 0.8, name: "dune", offset: [4, 8, 0], tufts: 0.6 },
    (x) => {
      const deep = foot(x) - top(x);
      return top(x) + deep * (0.5 + 0.5 * stage.noise(x * 7, 5));
    },
  );
}
