import type { Lab } from "../climate.ts";
import type { Path } from "../draw/canvas.ts";
import { blob, curve, limb, place } from "../draw/path.ts";
import type { Stage, Tone } from "../stage.ts";

/** Head and shoulders turned away: hair, ear, the line of a cheek in half shadow. `size` is the height of the head. */
export function paintBust(
  stage: Stage,
  x: number,
  y: number,
  size: number,
  kind: "woman" | "man",
  turn: "back" | "lost",
): void {
  const random = stage.random.branch("bust");
  const way = stage.light.x > 0 ? 1 : -1;
  const at = (path: Path) => place(path, x, y, size, way);
  const cloths: Lab[] = [
    [38, 10, -22],
    [46, 40, 26],
    [34, -14, 4],
    [62, 14, 42],
    [30, 18, -12],
    [78, 3, 12],
  ];
  const hairs: Lab[] = [
    [20, 7, 10],
    [30, 16, 22],
    [62, 10, 38],
    [38, 26, 30],
    [14, 2, 3],
  ];
  const worn = stage.chosen("cloth", random.pick(cloths));
  const grown = stage.chosen("hair", random.pick(hairs));
  const depth = 0.9;
  const light = (cx: number, cy: number, rx: number, ry: number) =>
    stage.round(x + cx * size * way, y + cy * size, rx * size, ry * size, 0.5, 0.36);
  const torso = curve(
    [
      -1.3, 2.6, -1.14, 1.5, -0.86, 1.16, -0.4, 0.98, -0.16, 0.84, 0.2, 0.84, 0.44, 0.98, 0.84, 1.14, 1.08, 1.5, 1.2,
      2.6,
    ],
    6,
  );
  const cloth = light(0, 1.8, 1.3, 1.2);
  const folds = (px: number, py: number) =>
    Math.PI / 2 + 0.9 * (stage.noise((px / size) * 1.2, (py / size) * 1.2) - 0.5);
  stage.fill(at(torso), "cloth", { ...worn, depth }, cloth, folds, 1);
  stage.fill(
    at(curve([-1.3, 2.6, -1.14, 1.5, -0.86, 1.16, -0.46, 1.02, -0.34, 1.5, -0.46, 2.6], 6)),
    "cloth",
    { ...worn, depth, name: "shade", offset: [-11, 1, -3] },
    cloth,
    folds,
    1,
  );
  stage.fill(
    at(curve([0.5, 1.02, 0.84, 1.14, 1.06, 1.5, 1.14, 2.2, 0.86, 1.6, 0.66, 1.2], 5)),
    "cloth",
    { ...worn, depth, name: "lit", offset: [10, 2, 6] },
    cloth,
    folds,
    1,
  );
  const neck = curve([-0.17, 0.95, -0.14, 0.3, 0.18, 0.3, 0.2, 0.95, 0.02, 1.04], 5);
  stage.fill(
    at(neck),
    "skin",
    { depth, name: "shade", offset: [-14, 2, 2] },
    light(0, 0.6, 0.3, 0.5),
    Math.PI / 2,
    0.7,
  );
  stage.fill(
    at(curve([0.04, 0.5, 0.18, 0.44, 0.2, 0.9, 0.1, 0.98], 4)),
    "skin",
    { depth },
    light(0, 0.6, 0.3, 0.5),
    Math.PI / 2,
    0.7,
  );
  stage.fill(
    at(curve([-0.4, 0.98, -0.12, 0.86, 0.02, 0.98, 0.22, 0.86, 0.46, 1.0, 0.24, 1.06, 0, 1.12, -0.24, 1.08], 4)),
    "sail",
    { depth, name: "collar", offset: [-6, 2, 6], fine: true },
    0.6,
    0.2,
    0.6,
  );
  if (turn === "lost") {
    const cheek = curve(
      [
        -0.1, 0.42, 0.0, -0.1, 0.26, -0.3, 0.38, -0.16, 0.4, 0.0, 0.445, 0.1, 0.4, 0.15, 0.385, 0.27, 0.33, 0.4, 0.2,
        0.47, 0.05, 0.46,
      ],
      5,
    );
    stage.fill(at(cheek), "skin", { depth, name: "dim", offset: [-6, 1, 2] }, light(0.1, 0.1, 0.5, 0.5), 1.2, 0.6);
    stage.fill(
      at(curve([0.24, -0.24, 0.38, -0.16, 0.4, 0.02, 0.37, 0.24, 0.3, 0.3, 0.28, 0.05], 4)),
      "skin",
      { depth, name: "lit", offset: [6, 1, 3] },
      0.65,
      1.3,
      0.6,
    );
  }
  const strands = (px: number, py: number) =>
    Math.atan2(py - y, px - x) + Math.PI / 2 + 0.5 * (stage.noise((px / size) * 3, (py / size) * 3) - 0.5);
  const gloss = (px: number, py: number) =>
    light(0, 0, 0.55, 0.6)(px, py) +
    0.4 * (stage.noise((Math.hypot(px - x, py - y) / size) * 9, Math.atan2(py - y, px - x) * 1.2) - 0.5);
  const long = kind === "man" ? 0.3 : 0.42;
  const hair =
    turn === "back"
      ? curve(
          [
            -0.4,
            0.12,
            -0.45,
            -0.2,
            -0.32,
            -0.5,
            0,
            -0.63,
            0.32,
            -0.5,
            0.45,
            -0.2,
            0.4,
            0.12,
            0.3,
            long,
            0.1,
            long + 0.1,
            -0.1,
            long + 0.1,
            -0.3,
            long,
          ],
          5,
        )
      : curve(
          [
            -0.42,
            0.15,
            -0.47,
            -0.15,
            -0.36,
            -0.48,
            -0.05,
            -0.62,
            0.22,
            -0.56,
            0.37,
            -0.38,
            0.39,
            -0.2,
            0.3,
            -0.2,
            0.2,
            -0.06,
            0.13,
            0.1,
            0.05,
            0.24,
            -0.06,
            long,
            -0.2,
            long + 0.08,
            -0.36,
            long - 0.08,
          ],
          5,
        );
  stage.fill(at(hair), "hair", { ...grown, depth }, gloss, strands, 0.7);
  stage.fill(
    at(hair.map((v, i) => (i % 2 ? v * 0.66 - 0.16 : v * 0.6 + 0.1))),
    "hair",
    { ...grown, depth, name: "gloss", offset: [9, 4, 8] },
    gloss,
    strands,
    0.7,
  );
  if (turn === "lost")
    stage.fill(
      at(blob(0.085, 0.1, 0.055, 0.09, 0.05, 2, 5, 0.2)),
      "skin",
      { depth, name: "ear", offset: [-4, 6, 4], fine: true },
      0.55,
      1.4,
      0.4,
    );
  else if (kind === "man")
    for (const ear of [-1, 1])
      stage.fill(
        at(blob(ear * 0.42, 0.08, 0.05, 0.1)),
        "skin",
        { depth, name: "ear", offset: [ear > 0 ? 2 : -12, 6, 4], fine: true },
        0.5,
        1.4,
        0.4,
      );
  if (kind === "woman" && turn === "back") {
    tresses(stage, at, size, grown, x);
  } else if (kind === "woman") {
    const bx = -0.4;
    const by = random.chance(0.5) ? -0.3 : 0.22;
    const bun = blob(bx, by, 0.24, 0.21, 0.12, 5, 6);
    stage.fill(
      at(bun),
      "hair",
      { ...grown, depth, name: "bun", offset: [-4, 0, -2] },
      light(bx, by, 0.24, 0.22),
      strands,
      0.6,
    );
    stage.fill(
      at(blob(bx + 0.06, by - 0.05, 0.12, 0.09, 0.2, 8)),
      "hair",
      { ...grown, depth, name: "gloss", offset: [9, 4, 8] },
      0.6,
      strands,
      0.6,
    );
    if (random.chance(0.5))
      stage.fill(at(blob(bx + 0.16, by + 0.08, 0.08, 0.07, 0.3, 4)), "flower", { depth, fine: true }, 0.6, 0, 0.5);
  } else if (turn === "back" || random.chance(0.6)) {
    stage.fill(
      at(blob(0.02, -0.3, 0.74, 0.14, 0.05, 2, 5, -0.06)),
      "cloth",
      { depth, name: "brim", offset: [30, -2, 34] },
      light(0, -0.3, 0.8, 0.3),
      0.05,
      0.7,
    );
    stage.fill(
      at(curve([-0.42, -0.33, -0.38, -0.64, -0.1, -0.76, 0.2, -0.72, 0.42, -0.56, 0.45, -0.34], 5)),
      "cloth",
      { depth, name: "crown", offset: [34, -2, 36] },
      light(0, -0.5, 0.5, 0.4),
      0.2,
      0.7,
    );
    stage.fill(
      at(curve([-0.43, -0.34, -0.42, -0.45, 0, -0.48, 0.44, -0.44, 0.45, -0.33, 0, -0.36], 4)),
      "cloth",
      { depth, name: "band", offset: [-10, 0, 4], fine: true },
      0.45,
      0,
      0.6,
    );
  }
}

/** Hair let down over the back, in locks that catch the light on one side. */
function tresses(stage: Stage, at: (path: Path) => Path, size: number, hair: Tone, x: number): void {
  const random = stage.random.branch("tresses");
  const depth = 0.9;
  const fall = curve(
    [
      -0.45, -0.05, -0.36, -0.46, 0, -0.63, 0.36, -0.46, 0.45, -0.05, 0.47, 0.5, 0.55, 1.1, 0.34, 1.36, 0.12, 1.24,
      -0.12, 1.4, -0.34, 1.22, -0.56, 1.12, -0.48, 0.5,
    ],
    5,
  );
  const down = (px: number) => Math.PI / 2 - ((px - x) / size) * 0.25;
  const sheen = (px: number, py: number) =>
    0.5 + 0.22 * ((px - x) / size) * stage.light.x * 2 + 0.5 * (stage.noise((px / size) * 7, py * 0.9) - 0.5);
  stage.fill(at(fall), "hair", { ...hair, depth }, sheen, down, 0.7);
  for (let k = 0; k < 13; k++) {
    const u = -0.42 + (0.84 * (k + random.between(-0.2, 0.2))) / 12;
    const lit = u * Math.abs(stage.light.x) + random.between(-0.3, 0.3) > 0;
    const lock = curve(
      [
        u * 0.35,
        -0.56,
        u * 0.9,
        -0.3,
        u,
        0.2,
        u * 1.08 + random.between(-0.05, 0.05),
        0.7,
        u * 1.15,
        random.between(0.95, 1.25),
      ],
      4,
      false,
    );
    stage.fill(
      at(limb(lock, 0.012, 0.034)),
      "hair",
      { ...hair, depth, name: lit ? "lock lit" : "lock", offset: lit ? [9, 3, 8] : [-6, -1, -3] },
      sheen,
      down,
      0.6,
    );
  }
}
