import { blob } from "../draw/path.ts";
import type { Stage } from "../stage.ts";

/** The shadow of a thing, away from the light, in a darker tone of whatever it stands on; none without sun. */
export function castShadow(stage: Stage, x: number, base: number, reach: number, depth: number): void {
  if (stage.setting.climate.weather !== "fair") return;
  const { role, natural } = stage.seenAt(x, base);
  const path = blob(x - stage.light.x * reach * 0.7, base, reach, reach * 0.12, 0.2, x * 7);
  stage.fill(path, role, { depth, name: "cast", color: natural, asked: false, offset: [-16, 0, -8] }, 0.35, 0.02, 0.8);
}
