export type Lab = [number, number, number];
export type Rgb = [number, number, number];

const gamma = (v: number) => 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);
const clamp = (v: number) => Math.min(255, Math.max(0, v));
const cube = (t: number) => (t > 6 / 29 ? t ** 3 : (t - 4 / 29) * 0.12842);

/** CIE Lab (D65) to sRGB 0–255, unrounded. */
export function toRgb([L, a, b]: Lab): Rgb {
  const fy = (L + 16) / 116;
  const x = cube(fy + a / 500) * 0.95047;
  const y = cube(fy);
  const z = cube(fy - b / 200) * 1.08883;
  return [
    clamp(gamma(Math.max(0, 3.2406 * x - 1.5372 * y - 0.4986 * z))),
    clamp(gamma(Math.max(0, -0.9689 * x + 1.8758 * y + 0.0415 * z))),
    clamp(gamma(Math.max(0, 0.0557 * x - 0.204 * y + 1.057 * z))),
  ];
}

/** sRGB as `0xrrggbb` to CIE Lab. */
export function fromHex(hex: number): Lab {
  const linear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const r = linear((hex >> 16) / 255);
  const g = linear(((hex >> 8) & 255) / 255);
  const b = linear((hex & 255) / 255);
  const root = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

export const mix = (p: Lab, q: Lab, t: number): Lab => [
  p[0] + (q[0] - p[0]) * t,
  p[1] + (q[1] - p[1]) * t,
  p[2] + (q[2] - p[2]) * t,
];

/** An artist's box of colours and how freely they are mixed. */
export interface Palette {
  pigments: number[];
  /** Lightness of black and white as this artist sees them. */
  tones: [number, number];
  /** How far a mixture leans to what the eye sees, 0–1. */
  fidelity: number;
  chroma: number;
}

/** The mixture an artist makes for a colour of nature: the two nearest pigments, leaning to nature by `fidelity`. */
export function mixer(palette: Palette): (seen: Lab) => Lab {
  const pigments = palette.pigments.map(fromHex);
  return (seen) => {
    const wish: Lab = [
      palette.tones[0] + ((palette.tones[1] - palette.tones[0]) * seen[0]) / 100,
      seen[1] * palette.chroma,
      seen[2] * palette.chroma,
    ];
    const far = (p: Lab) => Math.hypot((p[0] - wish[0]) * 1.1, p[1] - wish[1], p[2] - wish[2]);
    const [first, second] = [...pigments].sort((p, q) => far(p) - far(q)) as [Lab, Lab];
    const pull = far(first) / (far(first) + far(second) + 1e-6);
    return mix(mix(first, second, pull * 0.8), wish, palette.fidelity);
  };
}
