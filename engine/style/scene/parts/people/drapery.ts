import type { Lab } from "../../climate.ts";
import type { Field, Path } from "../../draw/canvas.ts";
import type { Role } from "../../scene.ts";
import type { Stage, Tone } from "../../stage.ts";

/** The tone of a stuff by the name of its fold and its lightness against the plain stuff. */
export type Coat = (name: string, lighter: number) => Tone;

/** How a thing hangs: where its middle is, how wide it is to one side, all in the picture's units. */
export interface Fall {
  x: number;
  y: number;
  half: number;
  /** How far the middle runs aside for each unit down. */
  lean?: number;
  /** Height of whoever wears it; folds are a share of it. */
  size: number;
  /** Depth of the folds, 1 for a skirt. */
  folds?: number;
  /** Direction of the folds in radians. */
  along?: number;
}

const steps = [9, 0, -13] as const;

/** Fills an outline as cloth is seen: a lit side, a side in shadow, and folds that run into both. */
export function drape(stage: Stage, path: Path, role: Role, coat: Coat, fall: Fall): void {
  const { x, y, half, size, lean = 0, folds = 1, along = Math.PI / 2 } = fall;
  const [lit, plain, shadow] = steps.map((L, i) => stage.tone(role, coat(`fold ${i}`, L)));
  const [c, s] = [Math.sin(along), Math.cos(along)];
  const light: Field = (px, py) => {
    const across = ((px - x) * c - (py - y) * s) / size;
    const down = ((px - x) * s + (py - y) * c) / size;
    const side = (px - x - lean * (py - y)) / half;
    return 0.72 * side * stage.light.x + folds * 1.5 * (stage.noise(across * 4.6 + x, down * 0.9 + y) - 0.5);
  };
  stage.canvas.fill(path, {
    layer: (px, py) => {
      const found = light(px, py);
      return found > 0.34 ? lit! : found < -0.2 ? shadow! : plain!;
    },
    shade: (px, py) => 0.5 + 0.16 * ((px - x) / half) * stage.light.x + 0.2 * (stage.noise(px * 20, py * 20) - 0.5),
    angle: (px, py) => along + 0.5 * (stage.noise(px * 9, py * 9) - 0.5),
    grain: 0.6,
  });
}

/** A coat of one colour against the role's own, as `cloth` in red or ochre. */
export const dyed =
  (name: string, depth: number, [L, a, b]: Lab): Coat =>
  (part, lighter) => ({ depth, name: `${name} ${part}`, offset: [L + lighter, a, b + lighter * 0.3] });

/** A coat of a colour that the prompt does not decide. */
export const stuff =
  (name: string, depth: number, color: Lab): Coat =>
  (part, lighter) => ({
    depth,
    name: `${name} ${part}`,
    color,
    asked: false,
    offset: [lighter, 0, lighter * 0.3],
  });
