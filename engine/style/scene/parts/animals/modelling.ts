import type { Lab } from "../../climate.ts";
import type { Field, Path } from "../../draw/canvas.ts";
import type { Stage, Tone } from "../../stage.ts";

/** A rounded mass of a body: centre, half-axes, turn in radians and how far it stands out towards the viewer. */
export type Mass = [x: number, y: number, rx: number, ry: number, turn?: number, out?: number];

/** Where a body stands, and which way it looks. */
export interface Stand {
  x: number;
  base: number;
  size: number;
  way: 1 | -1;
}

/** What light and brush find on a body. */
export interface Relief {
  /** −1 turned away from the light … 1 facing it. */
  light: Field;
  /** Along the mass that lies foremost. */
  along: Field;
}

/** The coat of an animal in one colour; `title` tells it from the coats of others. */
export const furOf =
  ({ depth, size }: { depth: number; size: number }, title: string, color: Lab) =>
  (part: string, L: number): Tone => ({
    depth,
    name: `${title} ${part}`,
    color,
    ...(L ? { offset: [L, 0, L * 0.25] as Lab } : {}),
    fine: size < 0.08,
  });

/** How sharply one mass gives way to the next. */
const parting = 7;
/** Height of the light above the picture's plane. */
const frontal = 0.62;

/** The light on a body put together from round masses, as a painter blocks it in before any detail. */
export function relief(stage: Stage, masses: Mass[], { x, base, size, way }: Stand): Relief {
  const lx = stage.light.x * way;
  const ly = stage.light.y;
  const whole = Math.hypot(lx, ly, frontal);
  const forms = masses.map(([mx, my, rx, ry, turn = 0, out = 0]) => {
    return {
      mx,
      my,
      rx,
      ry,
      turn,
      out,
      c: Math.cos(turn),
      s: Math.sin(turn),
      long: rx > ry ? turn : turn + Math.PI / 2,
    };
  });
  // Light and direction of one place are asked for one after the other.
  let last = { px: Number.NaN, py: Number.NaN, light: 0, along: 0 };
  const seen = (px: number, py: number) => {
    if (px === last.px && py === last.py) return last;
    const u = ((px - x) / size) * way;
    const v = (py - base) / size;
    let [nx, ny, nz, ax, ay] = [0, 0, 0, 0, 0];
    for (const { mx, my, rx, ry, out, c, s, long } of forms) {
      const dx = (u - mx) * c + (v - my) * s;
      const dy = (v - my) * c - (u - mx) * s;
      const square = (dx / rx) ** 2 + (dy / ry) ** 2;
      const rise = square < 1 ? Math.sqrt(1 - square) : 1 - Math.sqrt(square);
      const weight = Math.exp(parting * (out + Math.min(rx, ry) * rise));
      const [gx, gy] = [dx / rx, dy / ry];
      nx += weight * (gx * c - gy * s);
      ny += weight * (gx * s + gy * c);
      nz += weight * Math.max(0.2, rise);
      ax += weight * Math.cos(2 * long);
      ay += weight * Math.sin(2 * long);
    }
    const length = Math.hypot(nx, ny, nz) * whole;
    last = { px, py, light: (nx * lx + ny * ly + nz * frontal) / length, along: Math.atan2(ay, ax) / 2 };
    return last;
  };
  return {
    light: (px, py) => seen(px, py).light,
    along: (px, py) => (way > 0 ? seen(px, py).along : Math.PI - seen(px, py).along),
  };
}

/** Lightness of the tones a body is seen in: what faces the light, the body itself, its shadow. */
const tones = [9, 0, -13] as const;
const steps = [0.72, 0.2] as const;

/** Fills an outline with a coat in the large masses of light and shadow its relief asks for, their border broken as by a brush. */
export function model(
  stage: Stage,
  path: Path,
  found: Relief,
  size: number,
  coat: (name: string, L: number) => Tone,
): void {
  const layers = tones.map((L, i) => stage.tone("fur", coat(`tone ${i}`, L)));
  const uneven = (px: number, py: number) =>
    0.2 * (stage.noise((px / size) * 3, (py / size) * 3) - 0.5) + 0.1 * (stage.noise(px * 40, py * 40) - 0.5);
  stage.canvas.fill(path, {
    layer: (px, py) => {
      const light = found.light(px, py) + uneven(px, py);
      return layers[light > steps[0] ? 0 : light > steps[1] ? 1 : 2]!;
    },
    shade: (px, py) => 0.36 + 0.34 * found.light(px, py) + 0.2 * (stage.noise(px * 24, py * 24) - 0.5),
    angle: (px, py) => found.along(px, py) + 0.4 * (stage.noise(px * 16, py * 16) - 0.5),
    grain: 0.6,
  });
}
