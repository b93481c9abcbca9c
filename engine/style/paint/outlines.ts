import type { Scene } from "../scene/scene.ts";

/** How firmly fine layers hold to the drawing, 0–255; layers below this share of the picture count as fine. */
const fineHold = 215;
const smallShare = 0.012;

/**
 * How firmly each pixel must keep the drawing: 255 on the border of two layers, fading over five pixels of a 512 px
 * picture; small detail everywhere; open surfaces not at all.
 */
export function holdOutlines({ width, height, layer, layers }: Scene): Uint8Array {
  const hold = new Uint8Array(width * height);
  const radius = Math.max(2, Math.round((5 * Math.max(width, height)) / 512));
  const fade: { dx: number; dy: number; value: number }[] = [];
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) {
      const value = Math.round(255 * (1 - Math.hypot(dx, dy) / (radius + 1)));
      if (value > 0) fade.push({ dx, dy, value });
    }
  }
  const areas = new Float64Array(layers.length);
  for (const index of layer) areas[index] += 1 / layer.length;
  const fine = layers.map((one, index) => one.fine || areas[index] < smallShare);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (fine[layer[i]]) hold[i] = Math.max(hold[i], fineHold);
      const border = (x + 1 < width && layer[i] !== layer[i + 1]) || (y + 1 < height && layer[i] !== layer[i + width]);
      if (!border) continue;
      for (const { dx, dy, value } of fade) {
        const px = x + dx;
        const py = y + dy;
        if (px < 0 || py < 0 || px >= width || py >= height) continue;
        const j = py * width + px;
        if (hold[j] < value) hold[j] = value;
      }
    }
  }
  return hold;
}
