import type { Stage } from "../../stage.ts";
import { paintLamp } from "./lamp.ts";

/** A stone bridge of round arches from edge to edge; its openings show what is behind. */
export function paintBridge(stage: Stage, y: number, tall: number, depth: number): void {
  const random = stage.random.branch("bridge");
  const arches = Math.max(2, Math.round(stage.w * random.between(1.8, 2.6)));
  const pitch = stage.w / arches;
  const hump = random.between(0.15, 0.5) * tall;
  const deck = (x: number) => y - tall - hump * (1 - ((x / stage.w) * 2 - 1) ** 2);
  const inArch = (x: number, py: number, grow: number) => {
    const u = (((x / pitch) % 1) - 0.5) * pitch;
    const r = pitch * 0.38 + grow;
    return py > y - tall * 0.72 && (u / r) ** 2 + ((py - y - tall * 0.06) / (tall * 0.74 + grow)) ** 2 < 1;
  };
  const stone = stage.grainy(0.54, 0.28, 18, 40);
  const body = stage.tone("wall", { depth, name: "bridge", offset: [-22, 2, 2] });
  const inner = stage.tone("wall", { depth, name: "vault", offset: [-44, 0, -8] });
  const rim = stage.tone("wall", { depth, name: "rim", offset: [-8, 2, 2] });
  const layer = (x: number, py: number) => {
    if (inArch(x, py, 0)) return inArch(x - stage.light.x * 0.012, py, -0.004) ? -1 : inner;
    return inArch(x, py, 0.014) || py < deck(x) + tall * 0.09 ? rim : body;
  };
  stage.canvas.below(deck, { layer, shade: stone, angle: 0.03, grain: 0.7 }, () => y);
}

interface End {
  x: number;
  /** Heights of the roadway and of the water at this end. */
  deck: number;
  foot: number;
}

/** How much smaller the far end of the bridge is seen than the near one. */
const shrink = 0.86;

/** A stone bridge seen along its length: arches that narrow as they recede, a parapet and lamps. */
export function paintCrossing(stage: Stage, { near, far }: { near: End; far: End }): void {
  const arches = 6;
  const run = (x: number) => Math.min(1, Math.max(0, (x - near.x) / (far.x - near.x)));
  const deck = (x: number) => near.deck + (far.deck - near.deck) * run(x);
  const foot = (x: number) => near.foot + (far.foot - near.foot) * run(x);
  /** Distance along the bridge, in arches, of what is seen at a share of its run. */
  const along = (t: number) => (arches * (1 - shrink) * t) / (1 - shrink * t);
  const reached = (s: number) => s / (arches * (1 - shrink) + shrink * s);
  const tone = (name: string, L: number, b = 4) =>
    stage.tone("wall", { name: `crossing ${name}`, depth: 0.82, offset: [L, 3, b] });
  const [body, rim, coping, vault] = [tone("body", -26), tone("rim", -14), tone("coping", -4), tone("vault", -52, -6)];
  const within = (x: number) => (x - near.x) * (x - far.x) <= 0;
  const open = (x: number, v: number, grow: number) => {
    const s = along(run(x)) + 0.42;
    const u = (s - Math.floor(s) - 0.5) / (0.4 + grow);
    return v > 0.26 - grow && u * u + ((v - 1.02) / (0.68 + grow)) ** 2 < 1;
  };
  const layer = (x: number, y: number) => {
    if (!within(x)) return -1;
    const v = (y - deck(x)) / (foot(x) - deck(x));
    if (v < 0.05) return coping;
    if (v > 0.2 && v < 0.235) return rim;
    // The thickness of the vault is seen on the side one looks into.
    if (open(x, v, 0)) return open(x + (far.x - near.x) * 0.04 * (1 - run(x)), v, 0) ? -1 : vault;
    return open(x, v, 0.05) ? rim : body;
  };
  const angle = Math.atan2(far.deck - near.deck, far.x - near.x);
  stage.canvas.below(deck, { layer, shade: stage.grainy(0.52, 0.34, 14, 26), angle, grain: 0.8 }, foot);
  for (let s = arches; s >= 0; s--) {
    const t = reached(s + 0.08);
    const x = near.x + (far.x - near.x) * t;
    const tall = 0.03 + 0.3 * (1 - t) ** 1.3;
    if (tall > 0.06) paintLamp(stage, x, deck(x) + tall * 0.06, tall);
  }
}
