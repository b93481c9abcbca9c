import { brokenEdge, paintCrag } from "../../parts/land/crags.ts";
import { paintRock } from "../../parts/land/ground.ts";
import { paintMountains, ridge } from "../../parts/land/hills.ts";
import { paintWood } from "../../parts/plants/trees.ts";
import { type Drop, paintPool, paintSpray } from "../../parts/water/falls.ts";
import { paintBoulders, paintCascade, paintFallBank, paintRimTrees, paintTreeRow } from "./gorge.ts";
import type { Land } from "./land.ts";
import { spotOf } from "./spots.ts";

/** A waterfall: far in its valley, from below between rocks, or from the side where it leaves its cliff. */
export function paintFalls(land: Land): void {
  const { view } = land.plan;
  if (land.has("mountain") && land.plan.level === undefined) summits(land);
  if (land.plan.level !== undefined || land.has("castle", "village", "house", "church") || view === "open")
    inValley(land);
  else if (view === "low" || view === "framed") fromBelow(land);
  else fromTheSide(land);
}

/** Mountains that rise well above the rim of the fall. */
function summits({ stage, plan, horizon, reading }: Land): void {
  const { w, h } = stage;
  const random = stage.random.branch("summits");
  const x = w * (0.5 + 0.24 * plan.side);
  paintMountains(stage, {
    peaks: [
      { x, top: h * random.between(0.05, 0.1), half: 0.62 * h },
      { x: w * plan.focus + 0.08 * plan.side, top: h * random.between(0.1, 0.16), half: 0.62 * h },
      { x: x + plan.side * random.between(0.35, 0.5), top: h * random.between(0.2, 0.28), half: 0.42 * h },
    ],
    base: horizon + 0.02,
    depth: 0.34,
    snow: reading.climate.season === "winter" ? 0.95 : random.between(0.4, 0.6),
  });
}

function inValley(land: Land): void {
  const { stage, plan, horizon } = land;
  const { w, h } = stage;
  // Beside a castle it falls on the other side of the picture.
  const aside = land.has("castle", "house", "church", "village") ? plan.focus + 0.34 * plan.side : plan.focus;
  const x = w * (plan.level === undefined ? aside : spotOf(land, "waterfall", plan.focus));
  const ground = land.middle;
  const base = ground(x) + 0.03;
  const tall = Math.min(0.42, base * 0.62);
  const lip = base - tall;
  const reach = 0.62 + 0.1 * w;
  const edge = brokenEdge(
    stage,
    [
      x - reach,
      base - 0.02,
      x - reach * 0.5,
      lip + tall * 0.2,
      x - 0.06,
      lip - 0.03,
      x + 0.06,
      lip - 0.02,
      x + reach * 0.42,
      lip + tall * 0.1,
      x + reach,
      base - 0.02,
    ],
    0.03,
    "valley rim",
  );
  const notch = (px: number) => edge(px) + 0.03 * Math.exp(-(((px - x) / 0.06) ** 2));
  const foot = (px: number) => Math.max(ground(px) + 0.02, base - 0.01 - 0.02 * Math.abs(px - x));
  paintCrag(stage, { top: notch, foot, within: () => 1, depth: 0.5, name: "valley wall", turf: 0.02 });
  const rim = { tall: 0.1, depth: 0.5, foot: notch };
  paintTreeRow(land, { ...rim, name: "rim left", from: x - reach * 0.6, to: x - 0.09, count: 5 });
  paintTreeRow(land, { ...rim, name: "rim right", from: x + 0.09, to: x + reach * 0.55, count: 4 });
  const half = Math.min(0.055, 0.05 + 0.01 * w);
  const [one, two] = [lip + tall * 0.42, lip + tall * 0.7];
  paintCascade(
    land,
    [
      { x0: x, y0: lip, x1: x + 0.012 * plan.side, y1: one, from: half * 0.62, to: half * 0.84 },
      { x0: x + 0.03 * plan.side, y0: one, x1: x + 0.035 * plan.side, y1: two, from: half * 0.9, to: half },
      { x0: x + 0.01 * plan.side, y0: two, x1: x, y1: base, from: half * 0.9, to: half * 1.3 },
    ],
    0.6,
  );
  for (const side of [-1, 1])
    paintWood(
      stage,
      (px) => (side * (px - x) > half * 1.6 ? foot(px) + 0.025 : h * 2),
      Math.min(0.09, 0.3 * tall),
      0.56,
      land.has("mountain"),
    );
  for (let k = 0; k < 7; k++) {
    const px = x + (k - 3) * 0.05;
    if (Math.abs(k - 3) > 0) paintRock(stage, px, base + 0.03 + 0.012 * (k % 3), 0.028 + 0.012 * (k % 2), 0.62);
  }
  land.middle = (px) => Math.max(horizon + 0.04, foot(px) + 0.03);
}

function fromBelow(land: Land): void {
  const { stage, plan } = land;
  const { w, h } = stage;
  const random = stage.random.branch("gorge");
  const wide = plan.view === "framed";
  const x = w * (0.5 + (plan.focus - 0.5) * 0.7);
  const lip = h * (wide ? 0.3 : 0.2);
  const water = h * (wide ? 0.68 : 0.74);
  const half = Math.min(wide ? 0.13 : 0.1, 0.14 * w);
  const back = brokenEdge(
    stage,
    [-0.1, lip - 0.06, x - half, lip - 0.01, x + half, lip, w + 0.1, lip - 0.08],
    0.02,
    "back rim",
  );
  const behind = (px: number) => Math.max(back(px), Math.abs(px - x) < half * 1.1 ? lip - 0.012 : 0);
  paintCrag(stage, {
    top: behind,
    foot: () => water + 0.05,
    within: (px) => 3.4 * half - Math.abs(px - x),
    depth: 0.56,
    name: "back wall",
    lighter: -8,
    turf: 0.012,
  });
  const tall = water - lip;
  const lean = random.sign() * half * 0.3;
  const drops: Drop[] = wide
    ? [
        { x0: x, y0: lip, x1: x + lean * 0.4, y1: lip + tall * 0.4, from: half * 0.72, to: half * 0.82 },
        {
          x0: x + lean,
          y0: lip + tall * 0.4,
          x1: x + lean * 0.8,
          y1: water + 0.02,
          from: half * 0.95,
          to: half * 1.15,
        },
      ]
    : [
        { x0: x, y0: lip, x1: x, y1: lip + tall * 0.3, from: half * 0.5, to: half * 0.62 },
        { x0: x + lean, y0: lip + tall * 0.3, x1: x + lean, y1: lip + tall * 0.62, from: half * 0.7, to: half * 0.8 },
        {
          x0: x - lean * 0.4,
          y0: lip + tall * 0.62,
          x1: x - lean * 0.4,
          y1: water + 0.02,
          from: half * 0.95,
          to: half * 1.2,
        },
      ];
  paintCascade(land, drops, 0.66);
  paintPool(stage, { shore: (px) => water + 0.012 * (stage.noise(px * 3, 4) - 0.5), x, y: water, depth: 0.74 });
  paintSpray(stage, { x: x, y: water + 0.005, rx: half * 2, ry: half * 0.8 }, 0.7);
  // The nearer walls close the view on both sides, one higher than the other.
  for (const side of [-1, 1] as const) {
    const high = side === plan.side ? 0.12 : -0.05;
    const inner = (y: number) =>
      x + side * (half * 1.25 + 0.16 * Math.max(0, (y - lip) / tall - 0.3) ** 2 + 0.03 * Math.sin(y * 23 + side));
    const border = side > 0 ? w + 0.1 : -0.1;
    const corners = [
      x + side * half * 1.1,
      lip + 0.03,
      x + side * half * 2,
      lip - 0.07 + high * 0.4,
      border,
      lip - 0.2 + high,
    ];
    const top = brokenEdge(stage, corners, 0.035, `wall ${side}`);
    const foot = (px: number) =>
      water + 0.03 + 0.26 * Math.max(0, side * (px - x) - half) + 0.03 * (stage.noise(px * 6, side) - 0.5);
    paintCrag(stage, {
      top,
      foot,
      within: (px, py) => side * (px - inner(py)),
      depth: 0.76,
      name: `near wall ${side}`,
      lighter: side * stage.light.x > 0 ? -7 : 3,
      turf: 0.03,
    });
    paintRimTrees(land, side, x + side * half * 2.2, {
      name: `wall trees ${side}`,
      perUnit: 9,
      tall: 0.17,
      depth: 0.74,
      foot: top,
    });
  }
  paintBoulders(land, x, water, half);
  paintFallBank(land, h * 0.9);
}

function fromTheSide(land: Land): void {
  const { stage, plan } = land;
  const { w, h } = stage;
  // The cliff comes in from the border that the focus is near to; beyond its end the valley opens.
  const side: 1 | -1 = plan.focus < 0.5 ? -1 : 1;
  const border = side > 0 ? w + 0.1 : -0.1;
  const end = w * 0.5 - side * 0.14 * w;
  const lip = h * (plan.view === "slope" ? 0.24 : 0.3);
  const water = h * (plan.view === "slope" ? 0.76 : 0.7);
  const half = Math.min(0.09, 0.12 * w) * (plan.view === "slope" ? 1 : 1.25);
  const x = w * 0.5 + side * Math.min(0.16 * w, 0.2);
  const corners = [
    end,
    lip + 0.2 * h,
    end + side * 0.1 * w,
    lip + 0.02,
    x - side * half,
    lip - 0.01,
    x + side * half,
    lip,
    x + side * half * 2,
    lip - 0.05,
    border,
    lip - 0.14 * h,
  ];
  const rim = brokenEdge(stage, corners, 0.026, "cliff rim");
  const top = (px: number) => Math.max(rim(px), Math.abs(px - x) < half ? lip : 0);
  const outer = (y: number) => end - side * (0.1 * ((y - lip) / (water - lip)) ** 2 + 0.02 * Math.sin(y * 17));
  paintCrag(stage, {
    top,
    foot: () => water + 0.06,
    within: (px, py) => side * (px - outer(py)),
    depth: 0.66,
    name: "cliff",
    turf: 0.026,
    lighter: side * stage.light.x > 0 ? -5 : 4,
  });
  paintRimTrees(land, side, x + side * half * 1.8, {
    name: "cliff trees",
    perUnit: 8,
    tall: 0.18,
    depth: 0.64,
    foot: top,
  });
  const [near, far] = [end + side * 0.06 * w, x - side * half * 1.6];
  paintTreeRow(land, {
    name: "cliff edge trees",
    from: Math.min(near, far),
    to: Math.max(near, far),
    count: 2,
    tall: 0.14,
    depth: 0.64,
    foot: top,
  });
  const tall = water - lip;
  const veil = plan.view === "slope";
  paintCascade(
    land,
    veil
      ? [
          { x0: x, y0: lip, x1: x - side * 0.03, y1: lip + tall * 0.64, from: half * 0.7, to: half * 0.95 },
          {
            x0: x - side * 0.06,
            y0: lip + tall * 0.64,
            x1: x - side * 0.09,
            y1: water + 0.02,
            from: half * 1.1,
            to: half * 1.5,
          },
        ]
      : [
          { x0: x, y0: lip, x1: x, y1: lip + tall * 0.3, from: half * 0.8, to: half * 0.9 },
          {
            x0: x - side * 0.05,
            y0: lip + tall * 0.3,
            x1: x - side * 0.06,
            y1: lip + tall * 0.62,
            from: half,
            to: half * 1.05,
          },
          {
            x0: x - side * 0.1,
            y0: lip + tall * 0.62,
            x1: x - side * 0.12,
            y1: water + 0.02,
            from: half * 1.1,
            to: half * 1.3,
          },
        ],
    0.72,
  );
  const strikes = x - side * 0.1;
  const shore = ridge(stage, water, 0.012, 0.4, "pool shore");
  const reach = (y: number) => 0.36 + 0.7 * Math.max(0, y - water);
  paintPool(stage, {
    shore,
    x: strikes,
    y: water,
    depth: 0.76,
    where: (px, py) =>
      Math.abs(px - strikes + side * 0.5 * (py - water)) < reach(py) + 0.08 * (stage.noise(py * 5, px * 2) - 0.5),
  });
  paintSpray(stage, { x: strikes, y: water + 0.005, rx: half * 2.2, ry: half * 0.9 }, 0.74);
  paintBoulders(land, strikes, water, half * 1.2);
  paintFallBank(land, h * 0.93);
}
