import { type Climate, type Lab, natural, through } from "./climate.ts";
import { Canvas, type Field, type Paint } from "./draw/canvas.ts";
import { noise } from "./draw/noise.ts";
import { hash, Random } from "./draw/random.ts";
import type { Layer, Role, Scene } from "./scene.ts";

/** What a part may say about the layer it paints with. */
export interface Tone {
  /** Tells layers of one role apart. */
  name?: string;
  /** Offset in Lab from the role's colour; makes the layer a child of its role. */
  offset?: Lab;
  /** A colour in place of the role's own. */
  color?: Lab;
  asked?: boolean;
  /** 0 far, 1 near; far layers take on the colour of the air. */
  depth?: number;
  calm?: number;
  fine?: boolean;
  words?: string[];
}

const calmOf: Partial<Record<Role, number>> = {
  sky: 0.85,
  cloud: 0.7,
  sea: 0.6,
  lake: 0.8,
  river: 0.7,
  snow: 0.8,
  sand: 0.7,
  wall: 0.6,
  sun: 1,
  moon: 1,
  halo: 0.9,
  road: 0.6,
  backdrop: 0.7,
  table: 0.55,
  skin: 0.8,
  sail: 0.8,
  vase: 0.7,
  grass: 0.4,
  cloth: 0.5,
};

const fairDay: Climate = { hour: "day", season: "summer", weather: "fair" };

const above = new Set<Role>(["sky", "cloud", "halo", "backdrop"]);
const below = new Set<Role>(["grass", "sea", "lake", "river", "sand", "earth", "road", "table", "snow"]);
/** Roles too particular to take a general tint. */
const own = new Set<Role>(["skin", "hair", "sun", "moon", "star", "window", "glint", "foam"]);

/** What prompt, seed and artist have settled before the first stroke. */
export interface Setting {
  climate: Climate;
  /** Colours asked for by the prompt, by role. */
  colors: Partial<Record<Role, Lab>>;
  /** Words of the prompt behind a role. */
  words: Partial<Record<Role, string[]>>;
  /** Colours asked for that belong to nothing in particular; everything leans to one of them. */
  tints: Lab[];
  /** The artist's habit of light above and below, −1 … 1. */
  top: number;
  bottom: number;
  /** Share of the picture left quiet, 0–1. */
  emptiness: number;
  /** The side the light comes from: −1 left, 1 right. */
  lit: 1 | -1;
  /** -1 calm … 1 wild. */
  unrest: number;
}

/** The canvas with its light, its climate and its registry of layers: what every part draws on. */
export class Stage {
  readonly canvas: Canvas;
  readonly w: number;
  readonly h: number;
  readonly random: Random;
  /** Where the light comes from: unit vector, y negative is from above. */
  readonly light: { x: number; y: number };
  readonly phase: number;
  readonly air: Lab;
  /** Where the sun or the moon stands, if it is in the picture. */
  sun: { x: number; y: number } | undefined;
  readonly #layers: Layer[] = [];
  readonly #byName = new Map<string, number>();

  constructor(
    width: number,
    height: number,
    readonly seed: number,
    readonly setting: Setting,
  ) {
    this.canvas = new Canvas(width, height);
    this.w = this.canvas.w;
    this.h = this.canvas.h;
    this.random = new Random(hash(seed, "stage"));
    const side = setting.lit;
    const low = setting.climate.hour === "sunset" || setting.climate.hour === "dawn";
    const steep = low ? 0.45 : 0.75;
    this.light = { x: side * Math.sqrt(1 - steep * steep), y: -steep };
    this.phase = this.random.between(0, 32);
    const sky = setting.colors.sky ?? natural("sky", setting.climate);
    const cloud = natural("cloud", setting.climate);
    this.air = [sky[0] * 0.5 + cloud[0] * 0.5, sky[1] * 0.6 + cloud[1] * 0.4, sky[2] * 0.6 + cloud[2] * 0.4];
  }

  /** The layer of a role in a given tone, made at its first use. */
  tone(role: Role, tone: Tone = {}): number {
    const depth = tone.depth ?? 0.7;
    const band = Math.round(depth * 8);
    const key = `${role} ${tone.name ?? ""} ${band} ${tone.color?.map(Math.round) ?? ""}`;
    const known = this.#byName.get(key);
    if (known !== undefined) return known;
    if (this.#layers.length >= 250) return this.#nearest(role);
    const asked = this.setting.colors[role];
    const base = tone.color ?? asked ?? this.#habit(role, natural(role, this.setting.climate));
    const seen = through(this.air, base, tone.color || asked ? 0.4 * haze(depth) : haze(depth));
    const [L, a, b] = tone.offset ?? [0, 0, 0];
    const now = natural(role, this.setting.climate);
    const plain = natural(role, fairDay);
    const layer: Layer = {
      role,
      turn: tone.color || asked ? [0, 0, 0] : [now[0] - plain[0], now[1] - plain[1], now[2] - plain[2]],
      natural: [Math.min(99, Math.max(2, seen[0] + L)), seen[1] + a, seen[2] + b],
      // Parts that choose their colours hand on the very one the prompt asked for.
      asked: tone.asked ?? (asked !== undefined && (tone.color ?? asked) === asked),
      height: 0.5,
      calm: tone.calm ?? calmOf[role] ?? 0.3,
      fine: tone.fine ?? false,
      depth,
      words: tone.words ?? this.setting.words[role] ?? [],
    };
    if (tone.offset) layer.parent = role;
    this.#layers.push(layer);
    this.#byName.set(key, this.#layers.length - 1);
    return this.#layers.length - 1;
  }

  /** Nature as this artist and this prompt tend to see it. */
  #habit(role: Role, [L, a, b]: Lab): Lab {
    const { tints, top, bottom } = this.setting;
    const lift = above.has(role) ? 11 * top : below.has(role) ? 11 * bottom : 0;
    const tint = own.has(role) ? undefined : tints[hash(role) % Math.max(1, tints.length)];
    if (!tint) return [L + lift, a, b];
    return [L * 0.85 + tint[0] * 0.15 + lift, a * 0.55 + tint[1] * 0.45, b * 0.55 + tint[2] * 0.45];
  }

  #nearest(role: Role): number {
    const same = this.#layers.findIndex((layer) => layer.role === role);
    return same < 0 ? 0 : same;
  }

  layerOf(index: number): Layer {
    return this.#layers[index]!;
  }

  /** A colour of the scene's own choice for a role, unless the prompt, its tints or its hour decide. */
  chosen(role: Role, color: Lab): { color?: Lab } {
    const { colors, tints, climate } = this.setting;
    return colors[role] || tints.length > 0 || climate.hour === "night" ? {} : { color };
  }

  /** What is seen at a point so far. */
  seenAt(x: number, y: number): Layer {
    return this.layerOf(this.canvas.layer[this.canvas.at(x, y)]!);
  }

  /** Noise of this scene alone. */
  noise(x: number, y: number): number {
    return noise(x + this.phase, y + this.phase * 0.618);
  }

  /** Shade of a surface around `level` with grain of the given reach and frequency. */
  grainy(level: number, reach: number, fx: number, fy: number): Field {
    return (x, y) => level + reach * 2 * (this.noise(x * fx, y * fy) - 0.5);
  }

  /** Shade of a round body. */
  round(cx: number, cy: number, rx: number, ry: number, level = 0.5, reach = 0.45): Field {
    const { x: lx, y: ly } = this.light;
    return (x, y) =>
      level + reach * (((x - cx) / rx) * lx + ((y - cy) / ry) * ly) + 0.16 * (this.noise(x * 24, y * 24) - 0.5);
  }

  fill(path: number[], role: Role, tone: Tone, shade: number | Field, angle: number | Field = 0, grain = 1): void {
    const paint: Paint = { layer: this.tone(role, tone), shade, angle, grain };
    this.canvas.fill(path, paint);
  }

  /** The finished scene: layers nobody sees are dropped, heights are measured. */
  finish(): Scene {
    const { canvas } = this;
    canvas.settle();
    const count = new Float64Array(this.#layers.length);
    const sum = new Float64Array(this.#layers.length);
    for (let row = 0; row < canvas.height; row++) {
      for (let i = row * canvas.width; i < (row + 1) * canvas.width; i++) {
        count[canvas.layer[i]!]! += 1;
        sum[canvas.layer[i]!]! += row;
      }
    }
    const kept: Layer[] = [];
    const renumber = new Uint8Array(this.#layers.length);
    this.#layers.forEach((layer, i) => {
      if (count[i] === 0) return;
      renumber[i] = kept.length;
      kept.push({ ...layer, height: sum[i]! / count[i]! / Math.max(1, canvas.height - 1) });
    });
    for (let i = 0; i < canvas.layer.length; i++) canvas.layer[i] = renumber[canvas.layer[i]!]!;
    const { width, height, layer, shade, angle, grain } = canvas;
    return { width, height, layer, shade, angle, grain, layers: kept, hour: this.setting.climate.hour };
  }
}

/** Share of air between the viewer and a depth. */
const haze = (depth: number) => 0.78 * Math.max(0, 0.62 - depth) ** 1.2 * 1.7;
