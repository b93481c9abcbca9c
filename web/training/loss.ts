import type { LossPoint } from "#contract/training";

/** The share of the run that one place of the curve looks at: less shows noise, more hides the bends. */
const WINDOW = 1 / 5;

/**
 * The curve behind the noise, as many points as came in: through each place the straight line that fits its
 * neighbours best, near ones weighing more (tricube), so that the ends follow the slope too.
 * Cleveland 1979, "Robust locally weighted regression", without the robust rounds.
 */
export function smooth(points: readonly LossPoint[]): LossPoint[] {
  const reach = Math.max(2, Math.round((points.length * WINDOW) / 2));
  return points.map(({ step, loss }, at) => {
    const near = points.slice(Math.max(0, at - reach), at + reach + 1);
    const far = Math.max(...near.map((point) => Math.abs(point.step - step))) * 1.001;
    if (far === 0) return { step, loss };
    let weights = 0;
    let xs = 0;
    let ys = 0;
    let xxs = 0;
    let xys = 0;
    for (const point of near) {
      const x = point.step - step;
      const weight = (1 - (Math.abs(x) / far) ** 3) ** 3;
      weights += weight;
      xs += weight * x;
      ys += weight * point.loss;
      xxs += weight * x * x;
      xys += weight * x * point.loss;
    }
    const spread = weights * xxs - xs * xs;
    return { step, loss: spread === 0 ? loss : (ys * xxs - xs * xys) / spread };
  });
}

export type Trend = "too-early" | "falling" | "flat" | "rising";

/** Less than this share up or down between two stretches is noise. */
const NOTABLE = 0.02;

/** What the last fifth of the curve does, compared with the fifth before it. */
export function trend(points: readonly LossPoint[]): Trend {
  const stretch = Math.floor(points.length / 5);
  if (stretch < 3) return "too-early";
  const mean = (part: readonly LossPoint[]) => part.reduce((sum, { loss }) => sum + loss, 0) / part.length;
  const before = mean(points.slice(-2 * stretch, -stretch));
  const change = (mean(points.slice(-stretch)) - before) / before;
  if (change < -NOTABLE) return "falling";
  return change > NOTABLE ? "rising" : "flat";
}

const trendWords: Record<Trend, { now: string; atTheEnd: string }> = {
  "too-early": {
    now: "The first steps. What it says now means little.",
    atTheEnd: "Few steps. Such a short curve means little.",
  },
  falling: {
    now: "Still falling, so it is still learning.",
    atTheEnd: "It fell to the last step: a longer training may bring it closer.",
  },
  flat: {
    now: "Nearly flat: it has seen most of what there is to see.",
    atTheEnd: "Nearly flat at the end: it has seen most of what there is to see.",
  },
  rising: {
    now: "Up a little. Single stretches do that; the whole curve counts.",
    atTheEnd: "Up a little at the end. Single stretches do that; the whole curve counts.",
  },
};

/** What the curve says in a sentence; `done`: no step follows. */
export function readTrend(points: readonly LossPoint[], done: boolean): string {
  if (points.length === 0) return "The curve begins with the first step.";
  return trendWords[trend(points)][done ? "atTheEnd" : "now"];
}

/** A round number at or above `value` for the top of the scale: 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten. */
export function ceiling(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((each) => each * power >= value - 1e-12) ?? 10;
  return Number((step * power).toPrecision(3));
}

/** An SVG path through the points in a box of `width` × `height`, steps 0–`steps` across, loss 0–`top` upwards. */
export function path(points: readonly LossPoint[], steps: number, top: number, width: number, height: number): string {
  return points
    .map(({ step, loss }, at) => {
      const x = (step / steps) * width;
      const y = height - Math.min(1, loss / top) * height;
      return `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
}
