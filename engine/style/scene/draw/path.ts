import type { Path } from "./canvas.ts";
import { noise } from "./noise.ts";

const tau = Math.PI * 2;

/** A closed curve through the given corners (centripetal enough for hand-set points): `steps` points a side. */
export function curve(corners: Path, steps = 6, closed = true): Path {
  const n = corners.length / 2;
  const out: Path = [];
  const at = (i: number, axis: 0 | 1) => {
    const k = closed ? (i + n) % n : Math.min(n - 1, Math.max(0, i));
    return corners[k * 2 + axis]!;
  };
  const sides = closed ? n : n - 1;
  for (let i = 0; i < sides; i++) {
    for (let s = 0; s < steps; s++) {
      const t = s / steps;
      for (const axis of [0, 1] as const) {
        const a = at(i - 1, axis);
        const b = at(i, axis);
        const c = at(i + 1, axis);
        const d = at(i + 2, axis);
        out.push(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t ** 3));
      }
    }
  }
  if (!closed) out.push(at(n - 1, 0), at(n - 1, 1));
  return out;
}

/** An ellipse whose outline wobbles by `rough` (share of the radius) with about `lobes` bumps. */
export function blob(x: number, y: number, rx: number, ry: number, rough = 0, seed = 0, lobes = 5, turn = 0): Path {
  const steps = rx + ry > 0.12 ? 40 : rx + ry > 0.03 ? 22 : 12;
  const out: Path = [];
  const c = Math.cos(turn);
  const s = Math.sin(turn);
  for (let i = 0; i < steps; i++) {
    const a = (i / steps) * tau;
    const wobble =
      rough === 0
        ? 1
        : 1 + rough * 2 * (noise(seed + Math.cos(a) * lobes * 0.2, seed * 1.7 + Math.sin(a) * lobes * 0.2) - 0.5);
    const px = Math.cos(a) * rx * wobble;
    const py = Math.sin(a) * ry * wobble;
    out.push(x + px * c - py * s, y + px * s + py * c);
  }
  return out;
}

/** A stroke along open points whose half-width runs from `from` to `to`, as a limb, a stem or a mast. */
export function limb(points: Path, from: number, to: number): Path {
  const n = points.length / 2;
  const left: Path = [];
  const right: Path = [];
  for (let i = 0; i < n; i++) {
    const a = Math.max(0, i - 1);
    const b = Math.min(n - 1, i + 1);
    const dx = points[b * 2]! - points[a * 2]!;
    const dy = points[b * 2 + 1]! - points[a * 2 + 1]!;
    const length = Math.hypot(dx, dy) || 1;
    const half = from + ((to - from) * i) / Math.max(1, n - 1);
    const x = points[i * 2]!;
    const y = points[i * 2 + 1]!;
    left.push(x - (dy / length) * half, y + (dx / length) * half);
    right.unshift(x + (dy / length) * half, y - (dx / length) * half);
  }
  return [...left, ...right];
}

/** A straight stroke whose half-width runs from `from` to `to`. */
export const line = (x0: number, y0: number, x1: number, y1: number, from: number, to = from): Path =>
  limb([x0, y0, x1, y1], from, to);

/** A rectangle from its upper left corner. */
export const box = (x: number, y: number, w: number, h: number): Path => [x, y, x + w, y, x + w, y + h, x, y + h];

/** Moves, scales, mirrors and turns a path drawn around the origin. */
export function place(path: Path, x: number, y: number, scale: number, mirror: 1 | -1 = 1, turn = 0): Path {
  const c = Math.cos(turn);
  const s = Math.sin(turn);
  const out: Path = new Array(path.length);
  for (let i = 0; i < path.length; i += 2) {
    const px = path[i]! * scale * mirror;
    const py = path[i + 1]! * scale;
    out[i] = x + px * c - py * s;
    out[i + 1] = y + px * s + py * c;
  }
  return out;
}

/** The path from its end to its beginning. */
export const backwards = (path: Path): Path => path.map((_, i) => path[path.length - 2 - i + 2 * (i % 2)]!);

/** The path moved, without turn or scale. */
export const shifted = (path: Path, dx: number, dy: number): Path => path.map((v, i) => v + (i % 2 ? dy : dx));

/** The path made wider and taller about the origin. */
export const stretched = (path: Path, wide: number, tall = 1): Path => path.map((v, i) => v * (i % 2 ? tall : wide));

/** The outline with every point pushed by noise of the given reach, so that no edge is ruled. */
export function rough(path: Path, reach: number, frequency: number, seed: number): Path {
  const out: Path = [];
  const n = path.length;
  for (let i = 0; i < n; i += 2) {
    const ax = path[i]!;
    const ay = path[i + 1]!;
    const bx = path[(i + 2) % n]!;
    const by = path[(i + 3) % n]!;
    const pieces = Math.max(1, Math.min(24, Math.round(Math.hypot(bx - ax, by - ay) * frequency * 2)));
    for (let k = 0; k < pieces; k++) {
      const x = ax + ((bx - ax) * k) / pieces;
      const y = ay + ((by - ay) * k) / pieces;
      out.push(
        x + reach * 2 * (noise(x * frequency + seed, y * frequency) - 0.5),
        y + reach * 2 * (noise(x * frequency, y * frequency + seed + 7.3) - 0.5),
      );
    }
  }
  return out;
}
