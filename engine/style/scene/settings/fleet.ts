import { type BoatKind, paintBoat } from "../parts/boats.ts";
import type { Land } from "./landscape.ts";
import { fitting, spotOf, uncut } from "./spots.ts";

/** The boats a prompt names, the farther first. */
export function paintFleet(land: Land): void {
  const { stage, plan, reading, horizon, has } = land;
  const wish = reading.wishes.get("boat")!;
  const random = stage.random.branch("boats");
  const count = wish.count ?? (wish.plural ? 3 : 1);
  const kinds: BoatKind[] = wish.kind
    ? [wish.kind as BoatKind]
    : wish.words.some((word) => word.startsWith("sail"))
      ? ["sail"]
      : ["sail", "sail", "fishing", "rowing"];
  const span = stage.h - horizon;
  const kind = random.pick(kinds);
  const fleet = Array.from({ length: count }, (_, i) => {
    const near = count === 1 ? 0.55 : 1 - i / count;
    const x =
      count === 1
        ? spotOf(land, "boat", has("person") && kind !== "rowing" ? 1 - plan.focus : plan.focus, 0.8)
        : 0.1 + 0.8 * ((plan.focus + i * 0.382 + random.between(-0.05, 0.05)) % 1);
    const y = horizon + span * (0.05 + 0.4 * near ** 1.5) * (wish.plural ? 1 : 0.9);
    const size = Math.min(0.46, 0.08 + 0.66 * (y - horizon)) * (count === 1 ? 1.25 * fitting(land, 0.5) : 1);
    return {
      x: uncut(stage, stage.w * x, 0.6 * size),
      y,
      size,
      kind: i === 0 ? kind : random.pick(kinds),
      depth: 0.5 + 0.4 * near,
    };
  }).sort((p, q) => p.y - q.y);
  for (const boat of fleet) paintBoat(stage, boat);
}
