import sharp from "sharp";
import type { Pixels } from "../../../web/images/readiness/pixels.ts";
import { within } from "../../../web/images/readiness/pixels.ts";

/** Hands that a blur or border detector is tempted to accuse, and two that it is not. */
export const hands = ["flat", "oil", "ink", "wash", "mist"] as const;
export type Hand = (typeof hands)[number];

function dice(seed: number) {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return (low: number, high: number) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 13), 3_266_489_917) >>> 0;
    return low + (((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296) * (high - low);
  };
}

type Dice = ReturnType<typeof dice>;
const colour = (roll: Dice, light: [number, number]) =>
  `hsl(${roll(0, 360).toFixed(0)},${roll(30, 80).toFixed(0)}%,${roll(...light).toFixed(0)}%)`;

function blob(roll: Dice, x: number, y: number, size: number): string {
  const turns = 7;
  const points = Array.from({ length: turns }, (_, at) => {
    const angle = (at / turns) * 2 * Math.PI;
    const far = size * roll(0.6, 1.1);
    return `${(x + Math.cos(angle) * far).toFixed(0)},${(y + Math.sin(angle) * far).toFixed(0)}`;
  });
  return `M${points.join("L")}Z`;
}

/** A made-up picture: sky, ground and a handful of things; what makes it different from the next is the seed. */
export function svg(hand: Hand, seed: number, width: number, height: number): string {
  const roll = dice(seed + 1);
  const horizon = height * roll(0.35, 0.7);
  const ground = hand === "ink" ? "#efe9dc" : colour(roll, [25, 55]);
  const sky = hand === "ink" ? "#efe9dc" : colour(roll, [55, 85]);
  const things = Array.from({ length: hand === "mist" ? 4 : 11 }, () => {
    const shape = blob(roll, roll(0.05, 0.95) * width, roll(0.2, 0.95) * height, roll(0.04, 0.17) * width);
    if (hand === "ink")
      return `<path d="${shape}" fill="none" stroke="#1d1a16" stroke-width="${(width / 230).toFixed(1)}"/>`;
    return `<path d="${shape}" fill="${colour(roll, [20, 85])}" opacity="${hand === "wash" ? 0.55 : 1}"/>`;
  }).join("");
  const grain = (width / 512).toFixed(3);
  const filters: Record<Hand, string> = {
    flat: "",
    ink: "",
    oil: `<filter id="f"><feTurbulence type="fractalNoise" baseFrequency="${0.09 / Number(grain)}" numOctaves="1" seed="${seed}"/><feDisplacementMap in="SourceGraphic" scale="${22 * Number(grain)}" xChannelSelector="R" yChannelSelector="G"/></filter>`,
    wash: `<filter id="f"><feGaussianBlur in="SourceGraphic" stdDeviation="${1.1 * Number(grain)}" result="soft"/><feTurbulence type="fractalNoise" baseFrequency="${0.025 / Number(grain)}" numOctaves="1" seed="${seed}"/><feDisplacementMap in="soft" scale="${30 * Number(grain)}" xChannelSelector="R" yChannelSelector="G"/></filter>`,
    mist: `<filter id="f"><feGaussianBlur stdDeviation="${9 * Number(grain)}"/></filter>`,
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${filters[hand]}<linearGradient id="g" x2="0" y2="1"><stop stop-color="${sky}"/><stop offset="1" stop-color="${colour(roll, [60, 90])}"/></linearGradient></defs><g${filters[hand] ? ' filter="url(#f)"' : ""}><rect width="100%" height="100%" fill="${hand === "mist" ? "url(#g)" : sky}"/>${hand === "ink" ? "" : `<rect y="${horizon.toFixed(0)}" width="100%" height="100%" fill="${ground}"${hand === "mist" ? ' opacity="0.4"' : ""}/>`}${things}</g></svg>`;
}

/** As a PNG. */
export const paint = (hand: Hand, seed: number, width = 512, height = 384): Promise<Buffer> =>
  sharp(Buffer.from(svg(hand, seed, width, height)))
    .flatten({ background: "#fff" })
    .png()
    .toBuffer();

/** What the worker hands to the measures: a copy of at most `longest` px, opaque RGBA. */
export async function pixelsOf(
  picture: Buffer | string,
  longest = 512,
): Promise<{ copy: Pixels; width: number; height: number }> {
  const { width, height } = await sharp(picture).metadata();
  const size = within(width, height, longest);
  const data = await sharp(picture)
    .resize(size.width, size.height, { fit: "fill" })
    .flatten({ background: "#fff" })
    .ensureAlpha()
    .raw()
    .toBuffer();
  return { copy: { data: new Uint8ClampedArray(data), ...size }, width, height };
}
