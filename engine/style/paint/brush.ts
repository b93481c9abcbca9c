/** A stroke of the brush: its middle, half its width and length in pixels, its direction and how it bends. */
export interface Stroke {
  x: number;
  y: number;
  half: number;
  extent: number;
  direction: number;
  /** Sideways movement per squared pixel of length. */
  bend: number;
}

/** Calls `put` with the index of every pixel of a stroke. */
export function dab(stroke: Stroke, width: number, height: number, put: (i: number) => void): void {
  const { x, y, half, extent, direction, bend } = stroke;
  const cos = Math.cos(direction);
  const sin = Math.sin(direction);
  const radius = Math.ceil(extent + half);
  const bottom = Math.min(height - 1, Math.floor(y + radius));
  const right = Math.min(width - 1, Math.floor(x + radius));
  for (let py = Math.max(0, Math.floor(y - radius)); py <= bottom; py++) {
    for (let px = Math.max(0, Math.floor(x - radius)); px <= right; px++) {
      const along = (px - x) * cos + (py - y) * sin;
      if (along > extent || along < -extent) continue;
      const across = (py - y) * cos - (px - x) * sin + bend * along * along;
      if (across > half || across < -half) continue;
      put(py * width + px);
    }
  }
}

/** The artist's brush for a picture: width and length of a stroke in pixels; `unit` is pixels per 1/512 of the picture. */
export function brushOf(strokes: { width: number; length: number }, unit: number): { width: number; length: number } {
  return {
    width: Math.max(2, Math.min(9, strokes.width)) * unit,
    length: Math.max(8, Math.min(40, strokes.length)) * unit,
  };
}
