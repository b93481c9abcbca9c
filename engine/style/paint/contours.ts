import { putLab } from "../pixels/lab.ts";
import { fractalNoise } from "../pixels/noise.ts";
import type { Role, Scene } from "../scene/scene.ts";
import type { Style } from "../style.ts";

/** Roles that run into one another without a line. */
const soft: Partial<Record<Role, number>> = {
  sky: 1,
  cloud: 1,
  halo: 1,
  star: 1,
  sea: 2,
  lake: 2,
  river: 2,
  foam: 2,
  glint: 2,
  leaf: 3,
  grass: 4,
  earth: 4,
  skin: 5,
  snow: 6,
  rock: 6,
  backdrop: 7,
  table: 8,
  vase: 9,
  road: 10,
  sand: 10,
};

const wide = new Set<Role>(["sky", "cloud", "halo", "sun", "moon", "star", "sea", "lake", "river", "foam", "glint"]);

/** How much less often tones of one thing are parted by a line: petals of a flower would drown in ink. */
const lighter = 0.35;

/** Draws dark lines between unlike layers, as far as it is the artist's habit, broken and swelling as by hand. */
export function drawContours(
  { width, height, layer, layers }: Scene,
  data: Uint8Array,
  { strokes: { contour }, materials }: Style,
  unit: number,
  seed: number,
): void {
  if (contour < 0.02) return;
  const darkest = materials.reduce((best, material) => (inkiness(material) < inkiness(best) ? material : best));
  const [lightness, a, b] = darkest.mean;
  const pressure = fractalNoise(seed, 2);
  const thickness = Math.max(0.6, 1.15 * unit * (0.7 + 0.6 * contour));
  // What is far lies in the air, and water meets the sky without a line.
  const airy = layers.map(({ role, depth }) => depth < 0.4 || wide.has(role));
  const groups = layers.map(({ role }, i) => soft[role] ?? -1 - i);
  const roles = layers.map(({ role }) => role);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const here = groups[layer[i]];
      if (here === groups[layer[i + 1]] && here === groups[layer[i + width]]) continue;
      if (airy[layer[i]] && airy[layer[i + 1]] && airy[layer[i + width]]) continue;
      const press = pressure(x / (26 * unit), y / (26 * unit));
      const inner = roles[layer[i]] === roles[layer[i + 1]] && roles[layer[i]] === roles[layer[i + width]];
      if (press < 0.62 - 0.5 * contour + (inner ? lighter : 0)) continue;
      const radius = thickness * (0.5 + press);
      const reach = Math.ceil(radius);
      for (let dy = -reach; dy <= reach; dy++) {
        for (let dx = -reach; dx <= reach; dx++) {
          const px = x + dx;
          const py = y + dy;
          if (dx * dx + dy * dy > radius * radius || px < 0 || py < 0 || px >= width || py >= height) continue;
          putLab(data, (py * width + px) * 3, lightness, a, b);
        }
      }
    }
  }
}

/** Low for a material that is dark and common: the artist's ink. */
const inkiness = ({ mean, weight }: Style["materials"][number]): number => mean[0] - 8 * Math.log(weight * 40 + 0.1);
