/** A value for each point. */
export type Field = (x: number, y: number) => number;
/** A height for each place across the picture. */
export type Curve = (x: number) => number;
/** Corners x0, y0, x1, y1, … in units of the shorter side; filled by the non-zero rule. */
export type Path = number[];

/** What a filled pixel gets. */
export interface Paint {
  /** One layer, or the choice of one for each pixel; -1 leaves the pixel as it is. */
  layer: number | Field;
  shade: number | Field;
  angle?: number | Field;
  grain?: number;
}

const settled: Paint = { layer: 0, shade: 0.5 };

/**
 * The scene being drawn. All coordinates are in units of the shorter side, y growing downwards. Drawing notes only which
 * paint covers a pixel; light and direction are computed once, in `settle`, for what is still to be seen.
 */
export class Canvas {
  readonly layer: Uint8Array;
  readonly shade: Float32Array;
  readonly angle: Float32Array;
  readonly grain: Float32Array;
  /** Pixels per unit. */
  readonly unit: number;
  readonly w: number;
  readonly h: number;
  readonly #cover: Uint32Array;
  readonly #paints: Paint[] = [settled];
  #cross = new Float64Array(64);
  #turn = new Int8Array(64);

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    const n = width * height;
    this.layer = new Uint8Array(n);
    this.shade = new Float32Array(n).fill(0.5);
    this.angle = new Float32Array(n);
    this.grain = new Float32Array(n).fill(1);
    this.#cover = new Uint32Array(n);
    this.unit = Math.min(width, height);
    this.w = width / this.unit;
    this.h = height / this.unit;
  }

  /** Index of the pixel under a point, kept inside the picture. */
  at(x: number, y: number): number {
    const px = Math.min(this.width - 1, Math.max(0, Math.floor(x * this.unit)));
    const py = Math.min(this.height - 1, Math.max(0, Math.floor(y * this.unit)));
    return py * this.width + px;
  }

  #note(paint: Paint): number {
    return this.#paints.push(paint) - 1;
  }

  #span(row: number, from: number, to: number, paint: Paint, id: number): void {
    const start = row * this.width;
    const { layer } = paint;
    if (typeof layer === "number") {
      this.layer.fill(layer, start + from, start + to);
      this.#cover.fill(id, start + from, start + to);
      return;
    }
    const y = (row + 0.5) / this.unit;
    for (let column = from; column < to; column++) {
      const chosen = layer((column + 0.5) / this.unit, y);
      if (chosen < 0) continue;
      this.layer[start + column] = chosen;
      this.#cover[start + column] = id;
    }
  }

  /** Computes light, direction and grain of every pixel drawn since the last time. */
  settle(): void {
    for (let row = 0, i = 0; row < this.height; row++) {
      const y = (row + 0.5) / this.unit;
      for (let column = 0; column < this.width; column++, i++) {
        const id = this.#cover[i]!;
        if (id === 0) continue;
        const { shade, angle = 0, grain = 1 } = this.#paints[id]!;
        const x = (column + 0.5) / this.unit;
        const light = typeof shade === "number" ? shade : shade(x, y);
        this.shade[i] = light < 0 ? 0 : light > 1 ? 1 : light;
        this.angle[i] = typeof angle === "number" ? angle : angle(x, y);
        this.grain[i] = grain;
      }
    }
    this.#cover.fill(0);
    this.#paints.length = 1;
  }

  fill(path: Path, paint: Paint): void {
    const n = path.length;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = 1; i < n; i += 2) {
      const y = path[i]!;
      if (y < low) low = y;
      if (y > high) high = y;
    }
    const first = Math.max(0, Math.ceil(low * this.unit - 0.5));
    const last = Math.min(this.height - 1, Math.floor(high * this.unit - 0.5));
    if (first > last) return;
    const id = this.#note(paint);
    for (let row = first; row <= last; row++) this.#scan(path, row, paint, id);
  }

  #scan(path: Path, row: number, paint: Paint, id: number): void {
    const y = (row + 0.5) / this.unit;
    const n = path.length;
    if (this.#cross.length < n) {
      this.#cross = new Float64Array(n * 2);
      this.#turn = new Int8Array(n * 2);
    }
    const cross = this.#cross;
    const turn = this.#turn;
    let found = 0;
    let ax = path[n - 2]!;
    let ay = path[n - 1]!;
    for (let i = 0; i < n; i += 2) {
      const bx = path[i]!;
      const by = path[i + 1]!;
      if (ay > y !== by > y) {
        const x = ax + ((bx - ax) * (y - ay)) / (by - ay);
        let at = found++;
        while (at > 0 && cross[at - 1]! > x) {
          cross[at] = cross[at - 1]!;
          turn[at] = turn[at - 1]!;
          at--;
        }
        cross[at] = x;
        turn[at] = by > ay ? 1 : -1;
      }
      ax = bx;
      ay = by;
    }
    let winding = 0;
    for (let i = 0; i + 1 < found; i++) {
      winding += turn[i]!;
      if (winding === 0) continue;
      const from = Math.max(0, Math.ceil(cross[i]! * this.unit - 0.5));
      const to = Math.min(this.width, Math.ceil(cross[i + 1]! * this.unit - 0.5));
      if (to > from) this.#span(row, from, to, paint, id);
    }
  }

  /** Fills everything between two curves, or from `top` down to the edge, where `where` allows. */
  below(top: Curve, paint: Paint, bottom?: Curve, where?: (x: number, y: number) => boolean): void {
    const first = new Int32Array(this.width);
    const last = new Int32Array(this.width).fill(this.height);
    let low = this.height;
    let high = 0;
    for (let column = 0; column < this.width; column++) {
      const x = (column + 0.5) / this.unit;
      first[column] = Math.max(0, Math.ceil(top(x) * this.unit - 0.5));
      if (bottom) last[column] = Math.min(this.height, Math.ceil(bottom(x) * this.unit - 0.5));
      low = Math.min(low, first[column]!);
      high = Math.max(high, last[column]!);
    }
    const id = this.#note(paint);
    const { layer } = paint;
    for (let row = low; row < high; row++) {
      const y = (row + 0.5) / this.unit;
      for (let column = 0; column < this.width; column++) {
        if (row < first[column]! || row >= last[column]!) continue;
        const x = (column + 0.5) / this.unit;
        if (where && !where(x, y)) continue;
        const chosen = typeof layer === "number" ? layer : layer(x, y);
        if (chosen < 0) continue;
        this.layer[row * this.width + column] = chosen;
        this.#cover[row * this.width + column] = id;
      }
    }
  }

  /** Fills the part of the rows `from`–`to` where `where` is true. */
  rows(from: number, to: number, paint: Paint, where?: (x: number, y: number) => boolean): void {
    this.below(
      () => from,
      paint,
      () => to,
      where,
    );
  }
}
