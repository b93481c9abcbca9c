import type { Role } from "./scene.ts";

/** The light a scene is seen in. */
export type Hour = "day" | "dawn" | "sunset" | "night";
/** What the leaves and the ground look like. */
export type Season = "spring" | "summer" | "autumn" | "winter";
/** What the air does to colours, and what falls from it. */
export type Weather = "fair" | "storm" | "rain" | "mist" | "snow";
/** A colour: CIE Lab (D65), L 0–100. */
export type Lab = [number, number, number];

/** When a scene is seen, and in what weather. */
export interface Climate {
  hour: Hour;
  season: Season;
  weather: Weather;
}

type Known = Exclude<Role, `shape${number}`>;

/** What things look like at noon in summer, as a painter would remember them: CIE Lab. */
const local: Record<Known, Lab> = {
  sky: [70, -6, -30],
  cloud: [95, 0, 1],
  sea: [45, -10, -30],
  lake: [52, -8, -24],
  river: [56, -8, -20],
  foam: [95, -2, -2],
  glint: [93, 0, 12],
  grass: [58, -24, 42],
  leaf: [40, -24, 30],
  trunk: [30, 8, 14],
  rock: [50, 3, 6],
  snow: [95, -1, -3],
  sand: [80, 5, 25],
  earth: [52, 14, 28],
  wall: [86, 3, 14],
  roof: [50, 34, 32],
  window: [24, 0, -8],
  road: [76, 5, 17],
  flower: [56, 56, 34],
  petal: [88, 6, 20],
  stem: [46, -24, 30],
  vase: [56, -6, -28],
  table: [54, 14, 28],
  fruit: [60, 34, 54],
  skin: [72, 15, 22],
  hair: [20, 7, 10],
  cloth: [38, 10, -22],
  hull: [34, 16, 14],
  sail: [93, 1, 8],
  sun: [94, 2, 42],
  moon: [93, -2, 14],
  star: [94, 0, 22],
  halo: [89, 4, 34],
  fur: [40, 14, 24],
  feather: [34, 2, -4],
  backdrop: [48, 4, 10],
};

const autumn: Partial<Record<Known, Lab>> = {
  leaf: [52, 34, 52],
  grass: [62, 8, 44],
  stem: [50, 4, 30],
};
const winter: Partial<Record<Known, Lab>> = {
  leaf: [46, -6, 6],
  grass: [90, -1, -4],
  earth: [86, 0, -3],
  road: [80, 1, -2],
  roof: [88, 1, -2],
  sand: [86, 1, 2],
};
const spring: Partial<Record<Known, Lab>> = {
  leaf: [60, -26, 44],
  grass: [66, -28, 48],
};
const seasons: Record<Season, Partial<Record<Known, Lab>>> = { spring, summer: {}, autumn, winter };

/** How the light of an hour or a weather changes a colour: weights of L, a, b and an added tint. */
interface Light {
  lift: number;
  keep: number;
  chroma: number;
  tint: Lab;
}

const hours: Record<Hour, Light> = {
  day: { lift: 0, keep: 1, chroma: 1, tint: [0, 0, 0] },
  dawn: { lift: 10, keep: 0.8, chroma: 0.8, tint: [0, 7, 6] },
  sunset: { lift: 2, keep: 0.82, chroma: 0.85, tint: [0, 11, 14] },
  night: { lift: 3, keep: 0.42, chroma: 0.5, tint: [0, 3, -17] },
};
const weathers: Record<Weather, Light> = {
  fair: { lift: 0, keep: 1, chroma: 1, tint: [0, 0, 0] },
  storm: { lift: -2, keep: 0.78, chroma: 0.6, tint: [0, -1, -4] },
  rain: { lift: 6, keep: 0.8, chroma: 0.6, tint: [0, -1, -5] },
  mist: { lift: 28, keep: 0.68, chroma: 0.5, tint: [0, 0, -3] },
  snow: { lift: 20, keep: 0.76, chroma: 0.55, tint: [0, 0, -5] },
};

const special: Partial<Record<Hour, Partial<Record<Known, Lab>>>> = {
  night: {
    sky: [20, 5, -30],
    cloud: [34, 3, -20],
    sun: [94, -2, 16],
    moon: [94, -2, 16],
    star: [94, 0, 26],
    halo: [44, 0, -16],
    window: [84, 12, 60],
    glint: [80, 2, 26],
    foam: [62, -2, -14],
    sea: [22, 0, -26],
    lake: [26, 0, -25],
    river: [28, 0, -24],
  },
  sunset: {
    sky: [62, 22, 10],
    cloud: [70, 32, 32],
    sun: [92, 10, 62],
    halo: [86, 18, 58],
    glint: [88, 16, 58],
    sea: [48, 12, -6],
    lake: [54, 14, 0],
    river: [56, 14, 2],
    foam: [86, 12, 22],
  },
  dawn: {
    sky: [78, 12, -6],
    cloud: [86, 18, 16],
    sun: [95, 4, 34],
    halo: [90, 10, 30],
    glint: [92, 8, 28],
    sea: [62, -2, -14],
    lake: [68, 0, -12],
    river: [68, 0, -12],
  },
};
const heavy: Partial<Record<Weather, Partial<Record<Known, Lab>>>> = {
  storm: { sky: [50, -3, -10], cloud: [40, 0, -8], sea: [36, -8, -16], lake: [42, -6, -14] },
  rain: { sky: [66, -1, -7], cloud: [58, 0, -6], sea: [50, -5, -10], lake: [56, -4, -9] },
  mist: { sky: [86, 0, -3], cloud: [92, 0, 0], sea: [74, -3, -5], lake: [78, -3, -5] },
  snow: { sky: [76, 0, -8], cloud: [84, 0, -5], sea: [52, -4, -12], lake: [72, -3, -8] },
};

/** Things lit from within or pale by themselves keep their colour. */
const unlit = new Set<Role>(["sun", "moon", "star", "halo", "window", "glint", "sky", "cloud"]);

function lit([L, a, b]: Lab, light: Light): Lab {
  return [L * light.keep + light.lift, a * light.chroma + light.tint[1], b * light.chroma + light.tint[2]];
}

/** A colour known by daylight as the hour and the weather show it. */
export const inLight = (color: Lab, { hour, weather }: Climate): Lab =>
  lit(lit(color, hours[hour]), weathers[hour === "night" ? "fair" : weather]);

/** The colour a viewer expects of a role in this climate. Abstract shapes have no nature; they get one by number. */
export function natural(role: Role, climate: Climate): Lab {
  if (role.startsWith("shape")) {
    const k = Number(role.slice(5)) - 1;
    const wheel: Lab[] = [
      [90, 1, 10],
      [48, 54, 38],
      [38, 6, -42],
      [82, 2, 64],
      [14, 0, 0],
      [54, -34, 26],
      [70, 24, 4],
      [64, -10, -30],
    ];
    return wheel[((k % wheel.length) + wheel.length) % wheel.length]!;
  }
  const known = role as Known;
  const weather = climate.hour === "night" ? undefined : heavy[climate.weather]?.[known];
  const fixed = weather ?? special[climate.hour]?.[known];
  if (fixed) return fixed;
  const base = seasons[climate.season][known] ?? local[known];
  if (unlit.has(role)) return base;
  return lit(lit(base, hours[climate.hour]), weathers[climate.weather]);
}

/** Distance takes contrast and warmth: the colour seen through `far` (0–1) of air. */
export function through(air: Lab, color: Lab, far: number): Lab {
  const k = Math.min(1, Math.max(0, far));
  return [color[0] + (air[0] - color[0]) * k, color[1] + (air[1] - color[1]) * k, color[2] + (air[2] - color[2]) * k];
}
