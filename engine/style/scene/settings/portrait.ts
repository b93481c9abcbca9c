import { inLight, type Lab } from "../climate.ts";
import { blob, box, curve } from "../draw/path.ts";
import { paintBust } from "../parts/people/bust.ts";
import { drape, stuff } from "../parts/people/drapery.ts";
import type { Sitter } from "../parts/people/sitter.ts";
import { isManly, personsIn } from "../read/persons.ts";
import type { Reading } from "../read/reading.ts";
import type { Stage } from "../stage.ts";
import type { Arrangement, View } from "../staging.ts";

/** How a view shows a sitter: the head's height against the picture's, how much of the body is seen below it, posture. */
const poses: Record<View, Pick<Sitter, "turn" | "hands"> & { head: number; body: number }> = {
  open: { head: 0.19, body: 3.2, turn: "profile", hands: "down" },
  framed: { head: 0.36, body: 1.66, turn: "profile", hands: "down" },
  winding: { head: 0.28, body: 2.2, turn: "lost", hands: "down" },
  low: { head: 0.34, body: 1.86, turn: "back", hands: "down" },
  slope: { head: 0.24, body: 2.9, turn: "profile", hands: "folded" },
};

function sitterOf(stage: Stage, reading: Reading, plan: Arrangement): Sitter {
  const { w, h } = stage;
  const random = stage.random.branch("sitter");
  const person = personsIn(reading, random)[0] ?? {
    kind: random.chance(0.4) ? ("man" as const) : ("woman" as const),
    old: reading.aged,
    trade: undefined,
  };
  const pose = poses[plan.view];
  const size = Math.min(h * pose.head, w * (pose.head + 0.05), 1.35 * pose.head);
  const asked = hatOf(reading);
  const manly = isManly(person);
  const own = manly
    ? random.pick(["felt", "cap", undefined, undefined] as const)
    : person.old
      ? random.pick(["scarf", undefined] as const)
      : random.pick(["straw", undefined, undefined, undefined, "scarf"] as const);
  const bearded = /\b(?:beard|bearded)\b/.test(reading.text);
  return {
    x: w * (0.5 + (plan.focus - 0.5) * (pose.head < 0.26 ? 0.8 : w > 1.2 ? 0.9 : 0.4)),
    y: h - size * pose.body,
    size,
    kind: person.kind,
    old: person.old,
    // What is asked for is shown: a beard is not seen from behind.
    turn: bearded && pose.turn === "back" ? "lost" : pose.turn,
    hands: plan.view === "open" && random.chance(0.6) ? "raised" : pose.hands,
    hat: asked === "none" ? undefined : (asked ?? own),
    shawl: !manly && (/\bshawl\b/.test(reading.text) || person.old || plan.view === "low" || random.chance(0.2)),
    beard: person.kind === "man" && (bearded || person.old || random.chance(0.3)),
    glasses: /\b(?:glasses|spectacles)\b/.test(reading.text) || (person.old && random.chance(0.5)),
  };
}

/** The headgear the prompt names, if it names one; none where it speaks of hair. */
function hatOf({ text }: Reading): Sitter["hat"] | "none" {
  if (/\b(?:straw hat|sun hat|bonnet)\b/.test(text)) return "straw";
  if (/\b(?:cap|beret)\b/.test(text)) return "cap";
  if (/\b(?:scarf|headscarf|kerchief|turban|earring)\b/.test(text)) return "scarf";
  if (/\bhat\b/.test(text)) return "felt";
  return /\b(?:hair|bareheaded|plaits?|braids?)\b/.test(text) ? "none" : undefined;
}

/** A sitter turned away or in profile, as near as the view has it. What lies behind is painted by the caller. */
export function paintSitter(stage: Stage, reading: Reading, plan: Arrangement): void {
  paintBust(stage, sitterOf(stage, reading, plan));
}

/** A quiet wall with the fall of light on it, the sitter's shadow, and at times a window or a curtain. */
export function paintWall(stage: Stage, reading: Reading, plan: Arrangement): void {
  const { canvas, w, h } = stage;
  const { light } = stage;
  const random = stage.random.branch("wall");
  const glow = (x: number, y: number) =>
    0.5 + 0.34 * ((x / w - 0.5) * light.x + (y / h - 0.5) * light.y) + 0.36 * (stage.noise(x * 1.5, y * 1.5) - 0.5);
  const turn = (x: number, y: number) => 0.9 * light.x + 2.2 * (stage.noise(x, y) - 0.5);
  const walls: Lab[] = [
    [48, 4, 10],
    [62, -4, 14],
    [40, -6, -10],
    [70, 6, 18],
    [44, 16, 12],
  ];
  const own = stage.chosen("backdrop", random.pick(walls));
  const body = stage.tone("backdrop", { depth: 0.7, ...own });
  const bright = stage.tone("backdrop", { depth: 0.7, name: "lit", offset: [12, -1, 4], ...own });
  const deep = stage.tone("backdrop", { depth: 0.7, name: "deep", offset: [-10, 2, -3], ...own });
  const lean = 0.6 + 0.4 * plan.emptiness;
  const { x: sx, y: sy, size } = sitterOf(stage, reading, plan);
  // The shadow falls on the wall beside the sitter, soft and large.
  const [shadowX, shadowY] = [sx - light.x * size * 0.8, sy + size * 0.5];
  const shadowed = (x: number, y: number) => {
    const head = Math.hypot((x - shadowX) / size, (y - shadowY) / size) - 0.72;
    const below = Math.max(Math.abs(x - shadowX) / size - 1.2, (shadowY + 0.9 * size - y) / size);
    return Math.min(head, below) + 0.5 * (stage.noise(x * 2.4, y * 2.4) - 0.5) < 0;
  };
  canvas.rows(0, h, {
    layer: (x, y) => {
      const fall =
        (x / w - 0.5) * light.x * 1.6 + (y / h - 0.5) * light.y * lean + 0.7 * (stage.noise(x * 1.2, y * 1.2) - 0.5);
      if (shadowed(x, y)) return deep;
      return fall > 0.22 ? bright : fall < -0.26 ? deep : body;
    },
    shade: glow,
    angle: turn,
    grain: 1.4,
  });
  const lit = light.x > 0 ? 1 : -1;
  if (plan.view === "winding" || (plan.view === "open" && random.chance(0.5))) windowBeside(stage, lit, sy);
  else if (random.chance(0.5)) curtain(stage, -lit as 1 | -1);
}

/** A window at the side the light comes from, cut by the border, with sky and far green in its panes. */
function windowBeside(stage: Stage, side: 1 | -1, y: number): void {
  const { w, h } = stage;
  const wide = Math.min(0.34 * w, 0.4);
  const x = side > 0 ? w - wide * 0.86 : -wide * 0.14;
  const [top, tall] = [Math.max(0.06 * h, y - 0.3 * h), 0.52 * h];
  const frame = (bx: number, by: number, bw: number, bh: number, L: number) =>
    stage.fill(
      box(bx, by, bw, bh),
      "sail",
      { depth: 0.75, name: `sash ${L}`, offset: [L, 2, 8] },
      stage.grainy(0.5, 0.2, 6, 6),
      Math.PI / 2,
      0.8,
    );
  frame(x - 0.03, top - 0.03, wide + 0.06, tall + 0.06, -10);
  stage.fill(box(x, top, wide, tall), "sky", { depth: 0.4 }, (_, py) => 0.45 + 0.4 * ((py - top) / tall), 0.1, 1);
  const green = curve(
    [
      x,
      top + tall * 0.66,
      x + wide * 0.4,
      top + tall * 0.58,
      x + wide,
      top + tall * 0.7,
      x + wide,
      top + tall,
      x,
      top + tall,
    ],
    4,
  );
  stage.fill(
    green.map((v, i) => (i % 2 ? Math.min(v, top + tall) : Math.min(x + wide, Math.max(x, v)))),
    "leaf",
    { depth: 0.35 },
    stage.grainy(0.5, 0.4, 6, 6),
    0.4,
    1,
  );
  frame(x + wide / 2 - 0.012, top, 0.024, tall, -4);
  frame(x, top + tall * 0.46, wide, 0.022, -4);
  frame(x - 0.05, top + tall, wide + 0.1, 0.045, 0);
}

/** A heavy curtain along one border. */
function curtain(stage: Stage, side: 1 | -1): void {
  const { w, h } = stage;
  const random = stage.random.branch("hanging");
  const wide = w * random.between(0.16, 0.26);
  const edge = side > 0 ? w : 0;
  const to = (share: number) => edge - side * wide * share;
  const path = curve(
    [
      edge + side * 0.1,
      -0.1,
      to(1.25),
      -0.1,
      to(1.05),
      h * 0.3,
      to(0.7),
      h * 0.62,
      to(0.95),
      h * 1.1,
      edge + side * 0.1,
      h * 1.1,
    ],
    8,
  );
  const color = inLight(
    random.pick([
      [34, 30, 18],
      [36, -12, 8],
      [30, 4, -18],
    ] as Lab[]),
    stage.setting.climate,
  );
  drape(stage, path, "backdrop", stuff("hanging", 0.78, color), {
    x: edge - (side * wide) / 2,
    y: h / 2,
    half: wide,
    size: 1.1,
    folds: 1.6,
  });
  stage.fill(
    blob(edge - side * wide * 0.5, h * 0.62, wide * 0.4, 0.022),
    "backdrop",
    { depth: 0.78, name: "tie", color, offset: [14, 2, 8] },
    0.5,
    0,
    0.7,
  );
}
