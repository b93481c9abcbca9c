const linear = Float32Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

const curve = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (t * (24389 / 27) + 16) / 116);

/** sRGB 0–255 → CIELAB (D65, 2°): L* 0–100, a* and b* about ±110. CIE 15:2018; matrix of IEC 61966-2-1. */
export function lab(red: number, green: number, blue: number): [number, number, number] {
  const r = linear[red] ?? 0;
  const g = linear[green] ?? 0;
  const b = linear[blue] ?? 0;
  const x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = curve(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const encoded = (share: number) => {
  const value = share <= 0.0031308 ? share * 12.92 : 1.055 * share ** (1 / 2.4) - 0.055;
  return Math.max(0, Math.min(255, Math.round(value * 255)));
};

const uncurve = (t: number) => (t ** 3 > 216 / 24389 ? t ** 3 : (116 * t - 16) / (24389 / 27));

/** CIELAB → `#rrggbb`, clipped to sRGB. */
export function hex(lightness: number, a: number, b: number): string {
  const fy = (lightness + 16) / 116;
  const x = uncurve(fy + a / 500) * 0.95047;
  const y = uncurve(fy);
  const z = uncurve(fy - b / 200) * 1.08883;
  const rgb = [
    3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
    -0.969266 * x + 1.8760108 * y + 0.041556 * z,
    0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
  ];
  return `#${rgb.map((share) => encoded(share).toString(16).padStart(2, "0")).join("")}`;
}
