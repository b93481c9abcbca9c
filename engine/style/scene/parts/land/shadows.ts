import type { Lab } from "../../climate.ts";
import { blob } from "../../draw/path.ts";
import type { Role } from "../../scene.ts";
import type { Stage } from "../../stage.ts";

const grounds = new Set<Role>([
  "grass",
  "sand",
  "earth",
  "road",
  "snow",
  "table",
  "rock",
  "sea",
  "lake",
  "river",
  "backdrop",
  "sail",
  "wall",
]);

/** The shadow of a thing, away from the light, in a darker tone of whatever it stands on; none without sun. */
export function castShadow(stage: Stage, x: number, base: number, reach: number, depth: number): void {
  if (stage.setting.climate.weather !== "fair") return;
  // A flower under the foot is not the ground.
  const seen = [0, -0.4, 0.4, -0.8, 0.8]
    .map((aside) => stage.seenAt(x + aside * reach, base))
    .find(({ role }) => grounds.has(role));
  const path = blob(x - stage.light.x * reach * 0.7, base, reach, reach * 0.12, 0.2, x * 7);
  const cast = { depth, name: "cast", asked: false, offset: [-16, 0, -8] as Lab };
  if (seen) stage.fill(path, seen.role, { ...cast, color: seen.natural }, 0.35, 0.02, 0.8);
  else stage.fill(path, "grass", cast, 0.35, 0.02, 0.8);
}
