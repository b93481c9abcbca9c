import { paintHill, ridge } from "../parts/land.ts";
import type { Role } from "../scene.ts";
import { paintSettlement } from "./countryside.ts";
import type { Land } from "./landscape.ts";

/** The land a sea or a lake leaves: its far bank with what is built there, and the shore the viewer stands on. */
export function paintShores(land: Land): void {
  const { stage, plan, horizon, has, reading } = land;
  const random = stage.random.branch("shore");
  const { w, h } = stage;
  const settled = has("village", "house", "church");
  if (land.water === "lake" && settled) {
    const edge = ridge(stage, horizon + 0.03, 0.02, 0.4, "far bank", plan.side * 0.03);
    paintHill(stage, edge, { role: "grass", depth: 0.5 }, (x) => horizon + 0.06 + 0.012 * stage.noise(x * 3, 5));
    land.middle = (x) => edge(x) + 0.022;
    paintSettlement(land, 0.5);
  } else if (settled) {
    land.middle = () => horizon + 0.004;
    paintSettlement(land, 0.45);
  }
  const sandy = has("beach");
  const wanted =
    sandy ||
    has(
      "flower",
      "field",
      "tree",
      "garden",
      "person",
      "horse",
      "cow",
      "sheep",
      "deer",
      "dog",
      "cat",
      "fox",
      "road",
      "fence",
      "forest",
      "cliff",
      "windmill",
    );
  const chance = (land.water === "lake" ? 0.8 : 0.45) * (1 - 0.5 * plan.emptiness);
  if (!wanted && !random.chance(chance)) return;
  const tilt = plan.view === "slope" ? 0.55 * plan.side : plan.view === "winding" ? 0.3 * plan.side : 0.12 * plan.side;
  const level = h - (h - horizon) * (wanted ? 0.34 : 0.16);
  const edge = ridge(stage, level, 0.05, 0.6, "shore", (tilt * w) / Math.max(1, w));
  const role: Role = sandy ? "sand" : reading.climate.season === "winter" ? "snow" : "grass";
  if (sandy) {
    const foam = stage.tone("foam", { depth: 0.8 });
    stage.canvas.below((x) => edge(x) - 0.03 - 0.02 * stage.noise(x * 5, 8), {
      layer: stage.tone(land.water!, { name: "shallow", offset: [16, -6, 12], depth: 0.75 }),
      shade: stage.grainy(0.55, 0.2, 4, 30),
      angle: 0.02,
      grain: 1,
    });
    stage.canvas.below((x) => edge(x) - 0.012 - 0.016 * stage.noise(x * 7, 3), {
      layer: foam,
      shade: stage.grainy(0.65, 0.3, 12, 30),
      angle: 0,
      grain: 0.8,
    });
    stage.canvas.below(
      (x) => edge(x) - 0.002,
      { layer: stage.tone("sand", { name: "wet", offset: [-16, 0, -4], depth: 0.8 }), shade: 0.5, angle: 0, grain: 1 },
      (x) => edge(x) + 0.03,
    );
    paintHill(stage, (x) => edge(x) + 0.022, { role, depth: 0.82, tufts: 0.2 });
  } else {
    stage.canvas.below((x) => edge(x) - 0.012, {
      layer: stage.tone("earth", { name: "shore", offset: [-12, 0, -4], depth: 0.8 }),
      shade: stage.grainy(0.5, 0.4, 20, 30),
      angle: 0.1,
      grain: 0.8,
    });
    paintHill(stage, edge, { role, depth: 0.85, tufts: 0.42 });
  }
  land.near = (x) => edge(x) + 0.05;
  land.middle = (x) => edge(x) + 0.015;
  land.solid = true;
}
