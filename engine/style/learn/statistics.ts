import { bandEnergies } from "../pixels/bands.ts";
import { random } from "../pixels/random.ts";
import type { Staging } from "../scene/scene.ts";
import type { Style } from "../style.ts";
import type { Specimen } from "./specimen.ts";

const paletteSamples = 6000;

/** Tone, chroma, detail and colours over all pictures, every picture weighing the same. */
export function measureColours(
  specimens: Specimen[],
  seed: number,
): Pick<Style, "tone" | "chroma" | "bands" | "palette"> {
  const next = random(seed);
  const palette = new Uint8Array(paletteSamples * 3);
  for (let i = 0; i < paletteSamples; i++) {
    const { width, height, data } = specimens[i % specimens.length].levels[1];
    const p = Math.floor(next() * width * height) * 3;
    palette.set(data.subarray(p, p + 3), i * 3);
  }
  const tone = new Float32Array(paletteSamples);
  const chroma = new Float32Array(paletteSamples);
  for (let i = 0; i < paletteSamples; i++) {
    tone[i] = palette[i * 3] / 2.55;
    chroma[i] = Math.hypot(palette[i * 3 + 1] - 128, palette[i * 3 + 2] - 128);
  }
  tone.sort();
  chroma.sort();
  const quantile = (sorted: Float32Array, q: number) => sorted[Math.round(q * (sorted.length - 1))];
  const energies = specimens.map(({ levels }) => bandEnergies(levels[0]));
  return {
    tone: Array.from({ length: 33 }, (_, i) => quantile(tone, i / 32)),
    chroma: [quantile(chroma, 0.5), quantile(chroma, 0.9)],
    bands: energies[0].map((_, band) => energies.reduce((sum, e) => sum + e[band], 0) / energies.length),
    palette,
  };
}

/** How the artist divides a picture: where its strongest horizontal division lies, top and bottom tone, emptiness. */
export function measureStaging(specimens: Specimen[]): Staging {
  const each = specimens.map(({ levels }) => {
    const { width, height, data } = levels[3];
    const rows = Array.from({ length: height }, (_, y) => {
      let sum = 0;
      for (let x = 0; x < width; x++) sum += data[(y * width + x) * 3];
      return sum / width / 255;
    });
    const mean = (from: number, to: number) => {
      const part = rows.slice(Math.round(from * height), Math.max(1, Math.round(to * height)));
      return part.reduce((sum, value) => sum + value, 0) / part.length;
    };
    let horizon = 0.5;
    let strongest = 0;
    for (let y = 0.2; y <= 0.85; y += 0.02) {
      const step = Math.abs(mean(y - 0.12, y) - mean(y, y + 0.12));
      if (step > strongest) {
        strongest = step;
        horizon = y;
      }
    }
    let flat = 0;
    for (let i = 3; i < data.length; i += 3) if (Math.abs(data[i] - data[i - 3]) < 6) flat++;
    return {
      horizon,
      strongest,
      top: mean(0, 1 / 3),
      bottom: mean(2 / 3, 1),
      emptiness: (flat * 3) / data.length,
    };
  });
  const average = (of: (one: (typeof each)[number]) => number) =>
    each.reduce((sum, one) => sum + of(one), 0) / each.length;
  const certainty = average((one) => one.strongest) || 1;
  return {
    horizon: average((one) => one.horizon * one.strongest) / certainty || 0.5,
    tonalTop: average((one) => one.top),
    tonalBottom: average((one) => one.bottom),
    emptiness: average((one) => one.emptiness),
  };
}
