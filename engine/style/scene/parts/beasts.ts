import type { Lab } from "../climate.ts";
import type { Path } from "../draw/canvas.ts";
import { blob, curve, limb, place } from "../draw/path.ts";
import type { Stage, Tone } from "../stage.ts";
import { type Beast, builds } from "./beast-builds.ts";
import { castShadow } from "./shadows.ts";
import { sheep, sittingCat } from "./soft-beasts.ts";

export function paintBeast(stage: Stage, beast: Beast) {
  const { x, base, size, depth, way, kind } = beast;
  castShadow(stage, x, base, size * 0.85, depth);
  if (kind === "cat") return sittingCat(stage, beast);
  if (kind === "sheep") return sheep(stage, beast);
  const build = builds[kind];
  const random = stage.random.branch(`beast ${x.toFixed(3)}`);
  const at = (path: Path) => place(path, x, base, size, way);
  const color: Lab = stage.setting.colors.fur ?? [
    build.color[0] + random.between(-8, 12),
    build.color[1],
    build.color[2],
  ];
  const coat = (name: string, L: number, b = 0): Tone => ({
    depth,
    name: `${kind} ${name}`,
    color,
    offset: [L, 0, b],
    fine: size < 0.08,
  });
  const form = (px: number, py: number) =>
    stage.round(x, base - size * 0.72, size * 0.8, size * 0.4, 0.5, 0.34)(px, py);
  const along = (px: number, py: number) =>
    0.5 * ((py - base) / size + 0.7) * way + 0.3 * (stage.noise(px * 20, py * 20) - 0.5);
  if (build.tail)
    stage.fill(
      at(limb(curve(build.tail, 4, false), ...build.tailWidth!)),
      "fur",
      coat("tail", kind === "fox" ? 2 : -10),
      0.45,
      1.2,
      0.5,
    );
  for (const [far, tone] of [
    [1, coat("far legs", -13, -3)],
    [0, coat("legs", -4)],
  ] as const)
    for (const leg of build.legs) {
      const path = leg.map((v, i) => (i % 2 ? v + far * -0.03 : v + far * (leg[0]! < 0 ? 0.14 : -0.14)));
      stage.fill(at(limb(curve(path, 4, false), ...build.leg)), "fur", tone, 0.45, Math.PI / 2, 0.5);
      if (far === 1) continue;
    }
  const neck = beast.grazing && build.grazing ? build.grazing : build.neck;
  stage.fill(at(curve(build.body, 5)), "fur", coat("body", 0), form, along, 0.7);
  stage.fill(at(curve(neck, 4)), "fur", coat("body", 0), form, 0.9 * way, 0.6);
  const back = build.body.map((v, i) => (i % 2 ? -0.78 + (v + 0.78) * 0.5 - 0.08 : v * 0.8));
  stage.fill(at(curve(back, 5)), "fur", coat("lit", 9, 4), form, along, 0.7);
  const belly = build.body.map((v, i) => (i % 2 ? -0.56 + (v + 0.72) * 0.26 : v * 0.78));
  stage.fill(at(curve(belly, 5)), "fur", coat("belly", -11, -3), form, along, 0.7);
  if (kind === "horse")
    stage.fill(
      at(
        limb(
          curve(
            beast.grazing ? [0.3, -1.02, 0.58, -0.94, 0.84, -0.6] : [0.3, -1.02, 0.46, -1.3, 0.62, -1.56],
            4,
            false,
          ),
          0.06,
          0.035,
        ),
      ),
      "hair",
      { depth, name: "mane" },
      0.4,
      1.1,
      0.5,
    );
  if (kind === "cow")
    for (const [cx, cy, r] of [
      [-0.36, -0.74, 0.2],
      [0.18, -0.7, 0.16],
      [0.42, -0.84, 0.1],
    ] as const)
      stage.fill(
        at(blob(cx, cy, r, r * 0.7, 0.4, cx * 9)),
        "fur",
        { depth, name: "patch", color: [88, 2, 9] },
        form,
        along,
        0.6,
      );
  if (kind === "deer" && !beast.grazing) for (const side of [-1, 1]) antlers(stage, at, depth, side);
  if (kind === "fox")
    stage.fill(at(blob(-1.22, -0.34, 0.09, 0.06)), "fur", { depth, name: "tip", color: [92, 2, 8] }, 0.6, 0, 0.5);
}

function antlers(stage: Stage, at: (path: Path) => Path, depth: number, side: number): void {
  const tone: Tone = { depth, fine: true, name: "antler", offset: [22, 0, 6] };
  const main = curve(
    [0.5, -1.5, 0.46 + side * 0.1, -1.72, 0.42 + side * 0.24, -1.84, 0.5 + side * 0.24, -2.02],
    4,
    false,
  );
  stage.fill(at(limb(main, 0.026, 0.012)), "trunk", tone, 0.5, -1.2, 0.4);
  stage.fill(
    at(limb([0.45 + side * 0.12, -1.74, 0.6 + side * 0.12, -1.86], 0.018, 0.008)),
    "trunk",
    tone,
    0.5,
    -0.8,
    0.4,
  );
}
