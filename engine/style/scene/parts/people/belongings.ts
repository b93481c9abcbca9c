import { inLight, type Lab } from "../../climate.ts";
import type { Path } from "../../draw/canvas.ts";
import { blob, curve, limb } from "../../draw/path.ts";
import type { Body } from "./body.ts";
import { stuff } from "./drapery.ts";

/** What a figure holds: the sign of its calling, a stick, a basket, an umbrella. `side` is true of a figure in profile. */
export function paintBelongings(body: Body, side: boolean) {
  const { figure, plain, wood, dark } = body;
  const pole = (path: Path, from: number, to: number) => plain(limb(path, from, to), wood, 0, "trunk");
  const hand = side ? [0.17, -0.61] : [(figure.kind === "man" ? 0.126 : 0.096) + 0.085, -0.57];
  const [hx, hy] = hand as [number, number];
  if (figure.umbrella) return umbrella(body);
  if (figure.trade === "fisher") {
    pole([hx - 0.06, hy + 0.22, hx, hy, hx + 0.36, -1.22], 0.013, 0.005);
    return basket(body, side ? -0.16 : -0.2, -0.13, 0.09);
  }
  if (figure.trade === "shepherd") {
    pole([hx + 0.01, 0, hx, -1.02], 0.014, 0.013);
    return pole(
      curve([hx, -1.02, hx + 0.01, -1.1, hx + 0.06, -1.13, hx + 0.1, -1.08, hx + 0.08, -1.02], 5, false),
      0.014,
      0.012,
    );
  }
  if (figure.trade === "farmer") {
    pole([hx + 0.02, 0, hx - 0.005, -0.86], 0.014, 0.013);
    for (const prong of [-0.04, 0, 0.04])
      plain(limb(curve([hx - 0.005, -0.86, hx + prong, -0.9, hx + prong, -1.06], 4, false), 0.009, 0.006), dark, 6);
    return;
  }
  if (figure.trade === "painter" && !side) return easel(body);
  if (figure.trade === "walker" || figure.old) {
    pole([hx + 0.02, 0, hx, hy - 0.02], 0.014, 0.012);
    if (figure.trade === "walker" && !side) {
      plain(curve([-0.09, -0.8, 0.08, -0.81, 0.1, -0.62, 0.06, -0.55, -0.07, -0.55, -0.11, -0.62], 4), wood, 6);
      plain(limb([-0.1, -0.82, 0.09, -0.83], 0.032, 0.032), body.pale, -14);
    }
    return;
  }
  if (figure.carries) basket(body, side ? 0.04 : 0.15, -0.4, 0.1);
}

function basket({ plain, straw, wood, pale }: Body, x: number, y: number, r: number): void {
  plain(
    limb(
      curve([x - r, y - r * 0.4, x - r * 0.7, y - r * 1.4, x + r * 0.7, y - r * 1.4, x + r, y - r * 0.4], 5, false),
      0.01,
      0.01,
    ),
    wood,
    4,
    "trunk",
  );
  plain(
    curve([x - r * 0.9, y - r * 0.4, x - r * 0.4, y - r * 0.85, x + r * 0.5, y - r * 0.8, x + r * 0.9, y - r * 0.4], 4),
    pale,
  );
  plain(
    curve([x - r, y - r * 0.5, x + r, y - r * 0.5, x + r * 0.8, y + r * 0.5, x - r * 0.8, y + r * 0.5], 3),
    straw,
    -14,
  );
}

function easel({ plain, wood, pale, at, stage, figure }: Body): void {
  const pole = (path: Path) => plain(limb(path, 0.014, 0.014), wood, 2, "trunk");
  pole([0.26, 0, 0.37, -1.02]);
  pole([0.54, 0, 0.4, -1.02]);
  plain([0.22, -0.86, 0.54, -0.88, 0.54, -0.5, 0.22, -0.48], pale, 3);
  // The picture on it: sky, land and a patch of light.
  for (const [path, color, name] of [
    [[0.24, -0.84, 0.52, -0.86, 0.52, -0.68, 0.24, -0.67], [74, -6, -20], "painted sky"],
    [[0.24, -0.67, 0.36, -0.72, 0.52, -0.66, 0.52, -0.52, 0.24, -0.5], [54, -20, 30], "painted land"],
  ] as [Path, Lab, string][])
    stage.fill(at(path), "sail", { depth: figure.depth, name, color, asked: false }, 0.5, 0.2, 0.5);
}

function umbrella(body: Body) {
  const { stage, figure, plain, at } = body;
  const red: Lab = stage.setting.colors.cloth ?? inLight([50, 58, 40], stage.setting.climate);
  const silk = stuff("umbrella", figure.depth, red);
  plain(limb([0.1, -0.74, 0.06, -1.3], 0.009, 0.007), body.wood, 0, "trunk");
  plain(
    curve(
      [-0.36, -1.02, -0.22, -1.24, 0.05, -1.34, 0.32, -1.24, 0.46, -1.02, 0.26, -1.07, 0.06, -1.03, -0.16, -1.07],
      4,
    ),
    silk,
  );
  plain(
    curve([0.05, -1.34, 0.32, -1.24, 0.46, -1.02, 0.26, -1.07, 0.12, -1.04], 4),
    silk,
    body.way * stage.light.x > 0 ? 9 : -12,
  );
  stage.fill(
    at(blob(0.055, -1.34, 0.012, 0.03)),
    "trunk",
    { depth: figure.depth, fine: true, name: "tip" },
    0.4,
    0,
    0.4,
  );
}
