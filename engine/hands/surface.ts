import type { Rgb } from "./color.ts";

/** A painted surface: RGB 0–255 as floats and the thickness of the paint on it. */
export class Surface {
  readonly rgb: Float32Array;
  readonly body: Float32Array;

  constructor(
    readonly width: number,
    readonly height: number,
    ground: Rgb,
  ) {
    this.rgb = new Float32Array(width * height * 3);
    this.body = new Float32Array(width * height);
    for (let i = 0; i < this.rgb.length; i += 3) {
      this.rgb[i] = ground[0];
      this.rgb[i + 1] = ground[1];
      this.rgb[i + 2] = ground[2];
    }
  }

  /** Light raking over the paint from the upper left; `weave` is the canvas that shows through thin paint. */
  relief(strength: number, weave: number): void {
    const { width, height, body, rgb } = this;
    for (let y = 0; y < height; y++) {
      const up = y > 0 ? -width : 0;
      const down = y < height - 1 ? width : 0;
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        const left = x > 0 ? -1 : 0;
        const right = x < width - 1 ? 1 : 0;
        const slope = body[i + right]! - body[i + left]! + body[i + down]! - body[i + up]!;
        const thread =
          weave === 0 ? 0 : weave * (((x & 3) < 2 ? 1 : -1) + ((y & 3) < 2 ? 1 : -1)) * (1.2 - Math.min(1, body[i]!));
        const light = Math.max(-46, Math.min(46, slope * strength)) + thread;
        rgb[i * 3]! += light;
        rgb[i * 3 + 1]! += light;
        rgb[i * 3 + 2]! += light * 0.94;
      }
    }
  }

  finish(): Uint8Array {
    const out = new Uint8Array(this.rgb.length);
    for (let i = 0; i < out.length; i++) {
      const v = this.rgb[i]!;
      out[i] = v < 0 ? 0 : v > 255 ? 255 : v + 0.5;
    }
    return out;
  }
}
