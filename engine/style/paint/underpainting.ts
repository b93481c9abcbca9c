import { putLab } from "../pixels/lab.ts";
import { fractalNoise } from "../pixels/noise.ts";
import { hash, random } from "../pixels/random.ts";
import type { Raster } from "../pixels/raster.ts";
import type { Scene } from "../scene/scene.ts";
import type { Style } from "../style.ts";
import { brushOf, dab } from "./brush.ts";
import type { Paint } from "./colouring.ts";
import { drawContours } from "./contours.ts";

/** From broad to fine: width and length in strokes of the artist, coverage of the surface, amplitude of colour. */
const passes = [
  { width: 3, length: 2, coverage: 1.4, amplitude: 0.75 },
  { width: 1.8, length: 1.5, coverage: 1, amplitude: 0.95 },
  { width: 1, length: 1.1, coverage: 0.6, amplitude: 1 },
];

/**
 * Paints a scene in strokes of the artist's size and colours (after Hertzmann 1998, Painterly Rendering with Curved Brush
 * Strokes of Multiple Sizes). Colours vary by differences real pixels of the material had from their surroundings.
 */
export function underpaint(scene: Scene, paints: Paint[], style: Style, seed: number): Raster {
  const { width, height, layer, layers, shade, angle, grain } = scene;
  const data = new Uint8Array(width * height * 3);
  const unit = Math.max(width, height) / 512;
  const next = random(seed);
  // Noise stretched along the stroke groups neighbouring strokes of one colour; independent colours would be confetti.
  const drift = fractalNoise(hash(seed, "drift"), 2);
  const turn = turner(style.strokes);
  const colour = new Float32Array(3);
  const ground = (i: number) => {
    const { mean, axis, deviation } = paints[layer[i]];
    const light = (Math.max(-0.2, Math.min(1.2, shade[i])) - 0.5) * 2;
    const along = (deviation * 1.15 + 3.5) * light;
    colour[0] = mean[0] + axis[0] * along + 2.5 * light;
    colour[1] = mean[1] + axis[1] * along;
    colour[2] = mean[2] + axis[2] * along;
  };
  for (let i = 0; i < layer.length; i++) {
    ground(i);
    putLab(data, i * 3, colour[0], colour[1], colour[2]);
  }
  const { width: brush, length: reach } = brushOf(style.strokes, unit);
  for (const pass of passes) {
    const strokes = Math.round((width * height * pass.coverage) / (brush * pass.width * reach * pass.length));
    for (let s = 0; s < strokes; s++) {
      const x = next() * width;
      const y = next() * height;
      const i = Math.floor(y) * width + Math.floor(x);
      const here = layer[i];
      const size = grain[i];
      const half = brush * pass.width * (0.6 + 0.8 * next()) * size * 0.5;
      const extent = reach * pass.length * (0.5 + next()) * size * 0.5;
      const lie = turn(angle[i]);
      const direction = lie + (next() - 0.5) * (0.8 - 0.5 * style.strokes.coherence);
      const bend = ((next() - 0.5) * 0.5) / extent;
      ground(i);
      const { residuals } = style.materials[paints[here].material];
      const cos = Math.cos(lie);
      const sin = Math.sin(lie);
      const wave = drift((x * cos + y * sin) / (54 * unit) + here * 13.7, (y * cos - x * sin) / (11 * unit));
      const tone = 0.5 + (wave - 0.5) * 1.9 + (next() - 0.5) * 0.5;
      const pick = Math.max(0, Math.min(residuals.length / 3 - 1, Math.floor((tone * residuals.length) / 3))) * 3;
      const detail = (layers[here].fine ? 0.35 : 1 - 0.45 * layers[here].calm) * pass.amplitude * 0.1;
      for (let k = 0; k < 3; k++) colour[k] += residuals[pick + k] * detail;
      dab({ x, y, half, extent, direction, bend }, width, height, (j) => {
        if (layer[j] === here) putLab(data, j * 3, colour[0], colour[1], colour[2]);
      });
    }
  }
  drawContours(scene, data, style, unit, hash(seed, "contours"));
  return { width, height, data };
}

/** Turns the direction of a form towards the one the artist's strokes prefer, by the shorter way. */
function turner({ direction, habit }: Style["strokes"]): (angle: number) => number {
  const x = habit * Math.cos(2 * direction);
  const y = habit * Math.sin(2 * direction);
  return (angle) => Math.atan2((1 - habit) * Math.sin(2 * angle) + y, (1 - habit) * Math.cos(2 * angle) + x) / 2;
}
