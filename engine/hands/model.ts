import type { Random } from "../style/scene/draw/random.ts";
import type { Scene } from "../style/scene/scene.ts";
import type { Lab } from "./color.ts";

/** What an artist looks at while painting: a scene, sampled at any point of a picture of another size. */
export class Model {
  readonly colors: Lab[];

  constructor(
    readonly scene: Scene,
    readonly width: number,
    readonly height: number,
    mix: (seen: Lab) => Lab,
  ) {
    this.colors = scene.layers.map((layer) => mix(layer.natural));
  }

  at(x: number, y: number): number {
    const { scene } = this;
    const sx = Math.min(scene.width - 1, Math.max(0, Math.floor((x * scene.width) / this.width)));
    const sy = Math.min(scene.height - 1, Math.max(0, Math.floor((y * scene.height) / this.height)));
    return sy * scene.width + sx;
  }

  /** How far a stroke may run from a point before it leaves its layer, following the form; pixels, at most `most`. */
  reach(x: number, y: number, way: 1 | -1, most: number, step: number): { x: number; y: number; run: number } {
    const { scene } = this;
    const layer = scene.layer[this.at(x, y)]!;
    let px = x;
    let py = y;
    let run = 0;
    let heading: number | undefined;
    while (run < most) {
      let angle = scene.angle[this.at(px, py)]! + (way < 0 ? Math.PI : 0);
      if (heading !== undefined && Math.cos(angle - heading) < 0) angle += Math.PI;
      heading = angle;
      const nx = px + Math.cos(angle) * step;
      const ny = py + Math.sin(angle) * step;
      if (nx < -step || ny < -step || nx > this.width + step || ny > this.height + step) break;
      if (scene.layer[this.at(nx, ny)] !== layer) break;
      px = nx;
      py = ny;
      run += step;
    }
    return { x: px, y: py, run };
  }

  /** Points of a jittered grid in random order. */
  static places(width: number, height: number, step: number, random: Random): Float32Array {
    const columns = Math.ceil(width / step);
    const rows = Math.ceil(height / step);
    const points = new Float32Array(columns * rows * 2);
    for (let r = 0, k = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        points[k++] = (c + random.next()) * step;
        points[k++] = (r + random.next()) * step;
      }
    }
    for (let i = columns * rows - 1; i > 0; i--) {
      const j = Math.floor(random.next() * (i + 1));
      for (const axis of [0, 1]) {
        const held = points[i * 2 + axis]!;
        points[i * 2 + axis] = points[j * 2 + axis]!;
        points[j * 2 + axis] = held;
      }
    }
    return points;
  }
}
