import type { Lab } from "../../climate.ts";
import { blob } from "../../draw/path.ts";
import type { Random } from "../../draw/random.ts";
import type { Stage, Tone } from "../../stage.ts";

/** A church tower of two faces under a spire, an onion, a tent roof or a saddle. */
export function paintSteeple(
  stage: Stage,
  random: Random,
  at: { x: number; base: number; size: number; tall: number; depth: number; side: number },
): void {
  const { x, base, size, tall, depth } = at;
  const half = size / 2;
  const mid = x + half * 0.2 * at.side;
  const top = base - tall;
  const leftLit = stage.light.x < 0;
  const grain = stage.grainy(0.52, 0.16, 20, 20);
  const upright = Math.PI / 2;
  const face = (path: number[], sunny: boolean) =>
    stage.fill(
      path,
      "wall",
      sunny ? { depth, name: "tower", offset: [2, 0, 2] } : { depth, name: "tower shade", offset: [-20, 0, -7] },
      grain,
      upright,
      0.7,
    );
  face([x - half, base, x - half, top, mid, top, mid, base], leftLit);
  face([mid, base, mid, top, x + half, top, x + half, base], !leftLit);
  // What lies on a roof in winter hides its colour.
  const snowy = stage.setting.climate.season === "winter";
  const slate: Lab = [-6, -18, -20];
  const cover = (path: number[], sunny: boolean, angle: number, hue: Lab = slate) => {
    const tone: Tone = {
      depth,
      name: `spire ${sunny} ${hue[1]}`,
      offset: snowy ? [sunny ? 0 : -12, 0, sunny ? 0 : -4] : [hue[0] + (sunny ? 6 : -8), hue[1], hue[2]],
    };
    stage.fill(path, "roof", tone, 0.5, angle, 0.6);
  };
  const kind = random.pick(["spire", "spire", "onion", "tent", "saddle"] as const);
  const brim = half * 1.16;
  if (kind === "spire" || kind === "tent") {
    const peak = top - size * (kind === "spire" ? random.between(1.9, 2.5) : 0.8);
    const hue: Lab = kind === "tent" ? [0, 0, 0] : slate;
    cover([x - brim, top, mid, peak, mid, top], leftLit, 1.3, hue);
    cover([mid, top, mid, peak, x + brim, top], !leftLit, -1.3, hue);
  } else if (kind === "onion") {
    const copper: Lab = [0, -30, -20];
    cover(
      [x - brim, top, x - half * 0.5, top - size * 0.2, x + half * 0.5, top - size * 0.2, x + brim, top],
      true,
      0,
      copper,
    );
    cover(blob(x, top - size * 0.5, half * 0.8, size * 0.4), leftLit, 1.2, copper);
    cover(blob(x + half * 0.36, top - size * 0.48, half * 0.42, size * 0.34), !leftLit, 1.2, copper);
    cover(
      [x - half * 0.3, top - size * 0.82, x, top - size * 1.5, x + half * 0.3, top - size * 0.82],
      true,
      1.3,
      copper,
    );
  } else {
    const peak = top - size * 0.75;
    face([x - half, top, mid - half * 0.5, peak, mid, top], leftLit);
    cover(
      [mid - half * 0.6, peak, x + half * 0.7, peak + size * 0.06, x + brim, top + size * 0.05, mid, top + size * 0.05],
      !leftLit,
      -1.1,
      [0, 0, 0],
    );
  }
  const tone: Tone = { depth, fine: true };
  for (const [from, wide] of [
    [x - half * 0.62, half * 0.42],
    [mid + half * 0.2, half * 0.36],
  ] as const)
    stage.fill(
      [
        from,
        top + size * 0.62,
        from,
        top + size * 0.26,
        from + wide / 2,
        top + size * 0.12,
        from + wide,
        top + size * 0.26,
        from + wide,
        top + size * 0.62,
      ],
      "window",
      tone,
      0.4,
      upright,
      0.5,
    );
}
