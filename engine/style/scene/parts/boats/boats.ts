import type { Stage } from "../../stage.ts";
import { mirrorDrawn } from "../water/mirror.ts";
import { paintHelmsman, paintOar, paintRower, paintWheelhouse } from "./crews.ts";
import { type Boat, hullOf } from "./hulls.ts";
import { paintShipRig, paintSloop } from "./rigs.ts";

/** How far a kind reaches to either side, in lengths of its hull. */
export const spans: Record<Boat["kind"], number> = { rowing: 0.58, sail: 0.6, fishing: 0.58, ship: 0.84 };

/** How far a kind reaches above the waterline, in lengths of its hull. */
export const rises: Record<Boat["kind"], number> = { rowing: 0.5, sail: 1.34, fishing: 0.8, ship: 1.1 };

/** A boat afloat, a little from behind, with its image in the water before it. */
export function paintBoat(stage: Stage, given: Boat): void {
  const random = stage.random.branch(`boat ${given.x.toFixed(3)} ${given.y.toFixed(3)}`);
  const way = given.way ?? random.sign();
  const rough = Math.max(0, stage.setting.unrest) + (stage.setting.climate.weather === "storm" ? 1 : 0);
  const boat: Boat = rough > 0.4 ? { heel: random.sign() * random.between(0.06, 0.13), ...given } : given;
  const hull = hullOf(stage, boat, way);
  const before = stage.canvas.layer.slice();
  if (boat.kind === "sail") paintSloop(stage, boat, way);
  if (boat.kind === "ship") paintShipRig(stage, boat, way);
  hull.inside();
  if (boat.kind === "rowing") paintRower(stage, boat, way);
  if (boat.kind === "sail") paintHelmsman(stage, boat, way);
  hull.outside();
  if (boat.kind === "fishing") paintWheelhouse(stage, boat, way);
  const { x, y, size, depth, kind } = boat;
  const reach = size * rises[kind] * (rough > 0.4 ? 0.3 : 0.95);
  mirrorDrawn(stage, before, { y: y + 0.02 * size, left: x - size, right: x + size, reach, size, depth, rough });
  if (boat.kind === "rowing") paintOar(stage, boat, way);
  if (rough > 0.4) plunge(stage, boat, way);
}

/** The wave that a boat in rough water lies in: it hides the foot of the hull and breaks at the bow. */
function plunge(stage: Stage, boat: Boat, way: 1 | -1): void {
  const { x, y, size } = boat;
  const depth = Math.max(0.66, boat.depth);
  const inside = (px: number) => Math.abs((px - x) / size) < 0.72;
  const bow = (px: number) => Math.exp(-((((px - x) * way) / size - 0.46) ** 2) / 0.02);
  const crest = (px: number) => {
    const u = Math.abs((px - x) / size) / 0.72;
    return y + size * (0.05 * u * u - 0.05 - 0.07 * bow(px) - 0.09 * (stage.noise((px / size) * 1.3, y * 9) - 0.5));
  };
  const face = stage.tone("sea", { depth, name: "face 0", offset: [2, -1, 1] });
  const foam = stage.tone("foam", { depth, name: "torn" });
  stage.canvas.below(
    (px) => (inside(px) ? crest(px) : 99),
    {
      layer: (px, py) => {
        const down = (py - crest(px)) / size;
        const lace = stage.noise((px / size) * 3, (py / size) * 5);
        return down < 0.02 + 0.07 * bow(px) + 0.09 * (lace - 0.4) ? foam : face;
      },
      shade: (px, py) => 0.62 - 1.6 * ((py - crest(px)) / size) + 0.4 * (stage.noise(px * 14, py * 18) - 0.5),
      angle: 0.2,
      grain: 0.8,
    },
    (px) => y + size * 0.13 * (1 - (Math.abs(px - x) / size / 0.72) ** 2),
  );
}
