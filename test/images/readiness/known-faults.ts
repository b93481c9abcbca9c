import sharp, { type Sharp } from "sharp";
import { paintOriginal } from "../../../engine/hands/paint-originals.ts";
import type { FindingKind } from "../../../web/images/readiness/finding.ts";
import { judge } from "../../../web/images/readiness/judge.ts";
import { type Measures, measure } from "../../../web/images/readiness/measure.ts";
import { pixelsOf } from "./paint.ts";

export const artists = ["impasto", "wash", "woodblock", "dots", "gouache"] as const;

/** What was done to a picture, and the finding that has to say so. */
interface Fault {
  name: string;
  kind: FindingKind;
  /** How many times larger the artist's own file is than the copy that is measured. */
  grown?: number;
  /** The faulty picture hangs beside the one it was made from, not in its place. */
  beside?: boolean;
  spoil: (picture: Sharp, width: number, height: number) => Sharp;
}

const mat = (share: number, background: string) => (picture: Sharp, width: number, height: number) => {
  const edge = Math.round(Math.max(width, height) * share);
  return picture.extend({ top: edge, bottom: edge, left: edge, right: edge, background });
};

/** Cuts `share` off every side, as a second photograph of the same painting does. */
const cropped = (share: number) => (picture: Sharp, width: number, height: number) =>
  picture.extract({
    left: Math.round(width * share),
    top: Math.round(height * share),
    width: Math.round(width * (1 - 2 * share)),
    height: Math.round(height * (1 - 2 * share)),
  });

/** Blurs are σ in ‰ of the long side: 4 is a phone out of focus, 8 a print photographed in the dark. */
const blurred = (perMille: number) => (picture: Sharp, width: number, height: number) =>
  picture.blur((Math.max(width, height) * perMille) / 1_000);

export const faults: readonly Fault[] = [
  { name: "blurred, σ 4 ‰", kind: "blurred", spoil: blurred(4) },
  { name: "blurred, σ 8 ‰", kind: "blurred", spoil: blurred(8) },
  { name: "white mat, 4 %", kind: "border", spoil: mat(0.04, "#ffffff") },
  { name: "black edge, 6 %", kind: "border", spoil: mat(0.06, "#050505") },
  { name: "cream mat, 10 %", kind: "border", spoil: mat(0.1, "#efe7d5") },
  { name: "480 px short side", kind: "small", grown: 1, spoil: (picture) => picture },
  {
    name: "a strip, 3.5 : 1",
    kind: "stretched",
    spoil: (picture, width, height) =>
      picture.resize(width, Math.min(height, Math.round(width / 3.5)), { fit: "cover" }),
  },
  { name: "the same file twice", kind: "twins", beside: true, spoil: (picture) => picture },
  { name: "twin, JPEG 35", kind: "twins", beside: true, spoil: (picture) => picture.jpeg({ quality: 35 }) },
  {
    name: "twin, half as large",
    kind: "twins",
    beside: true,
    spoil: (picture, width) => picture.resize(Math.round(width / 2)),
  },
  { name: "twin, cropped by 4 %", kind: "twins", beside: true, spoil: cropped(0.04) },
  { name: "twin, mirrored", kind: "twins", beside: true, spoil: (picture) => picture.flop() },
  { name: "twin, lighter", kind: "twins", beside: true, spoil: (picture) => picture.modulate({ brightness: 1.08 }) },
];

/** Times the copy: a file of about 2,000 px on the long side, as phones and scanners give. */
const LARGE = 5;

export interface Row {
  name: string;
  kind: FindingKind;
  /** Spoilt pictures, and how many of them were found. */
  spoilt: number;
  found: number;
  /** Pictures nobody touched that were accused of the same. */
  accused: number;
  untouched: number;
}

export const recall = ({ found, spoilt }: Row): number => (spoilt === 0 ? 1 : found / spoilt);
export const precision = ({ found, accused }: Row): number => (found + accused === 0 ? 1 : found / (found + accused));

interface Picture {
  id: string;
  png: Buffer;
  measures: Measures;
}

async function measured(id: string, png: Buffer, grown: number): Promise<Measures> {
  const { copy, width, height } = await pixelsOf(png);
  return measure(id, copy, { width: Math.round(width * grown), height: Math.round(height * grown) });
}

async function painted(artist: string, count: number, size: number): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (let at = 0; at < count; at++) {
    const { width, height, rgb } = paintOriginal(artist, at, { size });
    const png = await sharp(rgb, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer();
    pictures.push({ id: `${artist}-${at}`, png, measures: await measured(`${artist}-${at}`, png, LARGE) });
    // Painting keeps the thread; the runner wants to hear from it now and then.
    await new Promise(setImmediate);
  }
  return pictures;
}

const accusedOf = (kind: FindingKind, set: readonly Measures[]): Set<string> =>
  new Set(judge(set).findings.flatMap((finding) => (finding.kind === kind ? finding.imageIds : [])));

async function tried(fault: Fault, set: readonly Picture[], into: Row): Promise<void> {
  const { kind, grown = LARGE, beside = false } = fault;
  for (const victim of set) {
    const { width = 0, height = 0 } = await sharp(victim.png).metadata();
    const png = await fault.spoil(sharp(victim.png), width, height).toBuffer();
    const short = Math.min(width, height);
    const bad = await measured("bad", png, kind === "small" ? 480 / short : grown);
    const others = set.filter(({ id }) => beside || id !== victim.id).map(({ measures }) => measures);
    const accused = accusedOf(kind, [...others, bad]);
    into.spoilt += 1;
    if (accused.has("bad")) into.found += 1;
    const innocent = others.filter(({ id }) => !(beside && id === victim.id));
    into.untouched += innocent.length;
    into.accused += innocent.filter(({ id }) => accused.has(id)).length;
  }
}

/**
 * How often each fault is found when one picture of an otherwise clean set has it, and how often the others are accused of
 * it, over five invented artists. Every one of an artist's `count` pictures is spoilt once; `size` is its long side, px.
 */
export async function accuracy(count: number, size: number): Promise<Row[]> {
  const rows = faults.map(({ name, kind }): Row => ({ name, kind, spoilt: 0, found: 0, accused: 0, untouched: 0 }));
  for (const artist of artists) {
    const set = await painted(artist, count, size);
    for (const [at, fault] of faults.entries()) if (rows[at]) await tried(fault, set, rows[at]);
  }
  return rows;
}

const percent = (share: number) => `${Math.round(share * 100)} %`.padStart(6);

/** The table as text. */
export function table(rows: readonly Row[]): string {
  const head = `${"fault".padEnd(24)}${"found".padStart(10)}${"recall".padStart(9)}${"accused".padStart(12)}${"precision".padStart(11)}`;
  const lines = rows.map(
    (row) =>
      `${row.name.padEnd(24)}${`${row.found} of ${row.spoilt}`.padStart(10)}${percent(recall(row)).padStart(9)}${`${row.accused} of ${row.untouched}`.padStart(12)}${percent(precision(row)).padStart(11)}`,
  );
  return [head, ...lines].join("\n");
}
