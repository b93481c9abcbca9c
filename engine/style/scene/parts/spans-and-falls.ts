import type { Stage } from "../stage.ts";

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
