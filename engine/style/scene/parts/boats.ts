import type { Lab } from "../climate.ts";
import { blob, box, curve, line, place } from "../draw/path.ts";
import type { Stage, Tone } from "../stage.ts";

export type BoatKind = "sail" | "rowing" | "fishing" | "ship";

export interface Boat {
  x: number;
  /** The waterline. */
  y: number;
  /** Length of the hull. */
  size: number;
  kind: BoatKind;
  depth: number;
  /** 1 bow to the right. */
  way?: 1 | -1;
}

const hulls: Lab[] = [
  [0, 0, 0],
  [10, 30, 20],
  [4, -14, -34],
  [44, -6, 0],
  [8, -26, 4],
];

export function paintBoat(stage: Stage, boat: Boat): void {
  const random = stage.random.branch(`boat ${boat.x.toFixed(3)} ${boat.y.toFixed(3)}`);
  const way = boat.way ?? random.sign();
  const { x, y, size, depth } = boat;
  const offset = stage.setting.colors.hull ? ([0, 0, 0] as Lab) : random.pick(hulls);
  const name = `hull${hulls.indexOf(offset)}`;
  const at = (path: number[]) => place(path, x, y, size, way);
  const hull: Tone = { depth, name, offset };
  const shadow: Tone = { depth, name: `${name} dark`, offset: [offset[0] - 10, offset[1] - 2, offset[2] - 2] };

  mirror(stage, boat, way, offset, name);
  if (boat.kind === "sail" || boat.kind === "ship") sails(stage, boat, way, random.between(0, 1));
  const tall = boat.kind === "ship" ? 1.35 : 1;
  const body = (path: number[]) => path.map((v, i) => (i % 2 ? v * tall : v));
  const outer = [
    -0.5, -0.13, -0.36, -0.088, -0.1, -0.066, 0.2, -0.082, 0.42, -0.135, 0.56, -0.2, 0.49, -0.08, 0.4, 0.012, -0.38,
    0.012, -0.46, -0.04,
  ];
  const shade = (_px: number, py: number) => 0.62 + ((y - py) / (size * 0.14) - 0.6) * 0.3;
  stage.fill(at(curve(body(outer), 4)), "hull", hull, shade, 0.06 * way, 0.6);
  const inside =
    boat.kind === "rowing"
      ? [-0.47, -0.125, -0.1, -0.072, 0.2, -0.086, 0.52, -0.18, 0.2, -0.135, -0.15, -0.125]
      : [-0.5, -0.13, -0.1, -0.07, 0.2, -0.085, 0.55, -0.195, 0.2, -0.105, -0.1, -0.09];
  stage.fill(
    at(curve(body(inside), 4)),
    "hull",
    { depth, name: "deck", offset: boat.kind === "rowing" ? [offset[0] + 18, 6, 10] : [36, -6, 2] },
    0.5,
    0.05 * way,
    0.5,
  );
  stage.fill(at(body([-0.46, -0.03, 0.44, -0.03, 0.4, 0.014, -0.39, 0.014])), "hull", shadow, 0.4, 0, 0.5);
  if (boat.kind === "rowing") rower(stage, boat, way);
  if (boat.kind === "fishing") cabin(stage, boat, way);
}

function sails(stage: Stage, boat: Boat, way: 1 | -1, choice: number): void {
  const { x, y, size, depth } = boat;
  const at = (path: number[]) => place(path, x, y, size, way);
  const masts = boat.kind === "ship" ? [-0.26, 0.06, 0.34] : [0.03];
  const tall = boat.kind === "ship" ? 0.95 : 1.18;
  const lit = stage.light.x * way < 0;
  const bright: Tone = { depth };
  const dim: Tone = { depth, name: "dim", offset: [-13, 1, 3] };
  const cloth = (px: number, py: number) =>
    0.6 + 0.5 * stage.light.x * ((px - x) / size) + 0.14 * (stage.noise(px * 20, py * 9) - 0.5);
  for (const m of masts) {
    stage.fill(
      at(line(m, -0.05, m - 0.012, -tall - 0.04, 0.014, 0.006)),
      "trunk",
      { depth, name: "mast", fine: true, offset: [4, 2, 4] },
      0.4,
      Math.PI / 2,
      0.4,
    );
    if (boat.kind === "ship") {
      for (let k = 0; k < 3; k++) {
        const top = -tall + k * 0.27;
        const half = 0.1 + 0.028 * k;
        const sail = curve(
          [
            m - half,
            top,
            m + half,
            top,
            m + half + 0.05,
            top + 0.12,
            m + half + 0.015,
            top + 0.235,
            m - half - 0.01,
            top + 0.235,
            m - half + 0.035,
            top + 0.12,
          ],
          4,
        );
        stage.fill(at(sail), "sail", k % 2 ? dim : bright, cloth, 1.2, 0.7);
      }
      continue;
    }
    const main = curve(
      [
        m - 0.018,
        -tall,
        m - 0.03,
        -0.6,
        m - 0.028,
        -0.2,
        m - 0.28,
        -0.155,
        m - 0.5,
        -0.17,
        m - 0.34,
        -0.5,
        m - 0.16,
        -0.88,
      ],
      5,
    );
    stage.fill(at(main), "sail", lit ? bright : dim, cloth, -1.1 * way, 0.8);
    const jib = curve(
      [m + 0.01, -tall * 0.9, m + 0.2, -0.55, m + 0.5, -0.2, m + 0.24, -0.21, m + 0.08, -0.23, m + 0.03, -0.6],
      5,
    );
    stage.fill(at(jib), "sail", lit ? dim : bright, cloth, 1.1 * way, 0.8);
    if (choice < 0.4)
      stage.fill(
        at([m - 0.018, -tall - 0.03, m - 0.15, -tall + 0.01, m - 0.018, -tall + 0.035]),
        "cloth",
        { depth, fine: true, color: [48, 56, 36], name: "pennant" },
        0.5,
        0,
        0.4,
      );
  }
  if (boat.kind === "ship")
    stage.fill(
      at(line(0.5, -0.22, 0.8, -0.38, 0.012, 0.005)),
      "trunk",
      { depth, name: "mast", fine: true, offset: [4, 2, 4] },
      0.4,
      0,
      0.4,
    );
}

/** A rower seen from behind: back, shoulders, head, two oars. */
function rower(stage: Stage, boat: Boat, way: 1 | -1): void {
  const { x, y, size, depth } = boat;
  if (size * stage.canvas.unit < 22) return;
  const at = (path: number[]) => place(path, x, y, size, way);
  stage.fill(
    at(curve([-0.09, -0.1, -0.085, -0.24, -0.03, -0.3, 0.04, -0.3, 0.085, -0.23, 0.08, -0.1], 4)),
    "cloth",
    { depth },
    stage.round(x, y - size * 0.2, size * 0.1, size * 0.12),
    Math.PI / 2,
    0.5,
  );
  stage.fill(at(blob(0.012, -0.345, 0.042, 0.052)), "hair", { depth, fine: true }, 0.5, 0, 0.5);
  stage.fill(at(blob(0.012, -0.375, 0.075, 0.018)), "sail", { depth, name: "hat", offset: [-14, 4, 24] }, 0.55, 0, 0.4);
  stage.fill(
    at(line(0.05, -0.17, 0.5, 0.05, 0.008, 0.012)),
    "trunk",
    { depth, name: "oar", offset: [20, 2, 6], fine: true },
    0.5,
    0.4,
    0.4,
  );
  stage.fill(
    at(line(-0.05, -0.17, -0.44, 0.06, 0.008, 0.012)),
    "trunk",
    { depth, name: "oar", offset: [20, 2, 6], fine: true },
    0.5,
    2.7,
    0.4,
  );
}

function cabin(stage: Stage, boat: Boat, way: 1 | -1): void {
  const { x, y, size, depth } = boat;
  const at = (path: number[]) => place(path, x, y, size, way);
  stage.fill(
    at([-0.3, -0.08, -0.28, -0.3, 0.0, -0.3, 0.02, -0.08]),
    "wall",
    { depth, name: "cabin", offset: [4, 0, -4] },
    0.6,
    Math.PI / 2,
    0.5,
  );
  stage.fill(at([-0.32, -0.3, -0.3, -0.335, 0.03, -0.335, 0.03, -0.3]), "roof", { depth, name: "cabin" }, 0.5, 0, 0.5);
  for (const k of [-0.24, -0.13])
    stage.fill(at(box(k, -0.25, 0.075, 0.075)), "window", { depth, fine: true }, 0.5, 0, 0.4);
  stage.fill(
    at(line(0.16, -0.08, 0.15, -0.68, 0.013, 0.007)),
    "trunk",
    { depth, name: "mast", fine: true, offset: [4, 2, 4] },
    0.4,
    Math.PI / 2,
    0.4,
  );
  stage.fill(
    at(line(0.155, -0.3, 0.5, -0.52, 0.008)),
    "trunk",
    { depth, name: "mast", fine: true, offset: [4, 2, 4] },
    0.4,
    -0.6,
    0.4,
  );
  stage.fill(
    at(line(0.15, -0.66, -0.3, -0.33, 0.004)),
    "trunk",
    { depth, name: "rope", fine: true, offset: [14, 0, 4] },
    0.4,
    0.6,
    0.4,
  );
}

/** Broken stripes of the boat's own colours under the waterline. */
function mirror(stage: Stage, boat: Boat, way: 1 | -1, offset: Lab, name: string): void {
  const { x, y, size, depth } = boat;
  const random = stage.random.branch(`mirror ${x}`);
  const parts: { from: number; to: number; half: number; role: "hull" | "sail"; tone: Tone }[] = [
    {
      from: 0.01,
      to: 0.16,
      half: 0.42,
      role: "hull",
      tone: {
        depth,
        name: `${name} mirror`,
        offset: [offset[0] * 0.6 + 4, offset[1] * 0.5 - 4, offset[2] * 0.6 - 10],
        calm: 0.7,
      },
    },
  ];
  if (boat.kind === "sail" || boat.kind === "ship")
    parts.push({
      from: 0.17,
      to: 0.75,
      half: 0.24,
      role: "sail",
      tone: { depth, name: "mirror", offset: [-20, -2, -8], calm: 0.7 },
    });
  for (const part of parts) {
    const step = 0.045;
    for (let d = part.from; d < part.to; d += step) {
      const fade = 1 - (d - part.from) / (part.to - part.from);
      const half = part.half * random.between(0.45, 1) * (0.35 + 0.65 * fade);
      const shift = random.between(-0.08, 0.08);
      const tall = step * random.between(0.25, 0.48) * (0.5 + 0.6 * fade);
      stage.fill(
        place(blob(shift - 0.03, d, half, tall, 0.2, d * 50), x, y, size, way),
        part.role,
        part.tone,
        0.45,
        0,
        0.6,
      );
    }
  }
}
