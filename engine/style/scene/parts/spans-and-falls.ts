import { blob, curve } from "../draw/path.ts";
import type { Stage } from "../stage.ts";

const upright = Math.PI / 2;

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

export function paintWaterfall(stage: Stage, x: number, top: number, base: number, half: number): void {
  const cliff = (side: number) =>
    curve(
      [
        x + side * half * 0.7,
        base,
        x + side * half * 0.8,
        top,
        x + side * half * 3,
        top - half * 0.6,
        x + side * 1.4,
        top - half,
        x + side * 1.5,
        base,
      ],
      8,
    );
  const face = (px: number, py: number) =>
    0.5 + 0.5 * (stage.noise(px * 9, py * 3) - 0.5) * 2 + 0.1 * stage.light.x * (px - x);
  for (const side of [-1, 1]) {
    stage.fill(
      cliff(side),
      "rock",
      { depth: 0.6, name: `fall ${side}`, offset: side * stage.light.x > 0 ? [4, 0, 2] : [-10, 0, -3] },
      face,
      upright,
      0.9,
    );
    const turf = cliff(side).map((v, i) => (i % 2 ? Math.min(v, top + half * 0.1) : v));
    stage.fill(turf, "grass", { depth: 0.6, name: "turf" }, stage.grainy(0.5, 0.3, 20, 20), 0.3, 0.8);
  }
  const edge = (y: number) => half * (0.7 + 0.35 * ((y - top) / (base - top)) ** 2);
  const veil = (px: number, py: number) => 0.6 + 0.6 * (stage.noise(px * 26, py * 2.2) - 0.5);
  const white = stage.tone("foam", { depth: 0.7, name: "veil" });
  const blue = stage.tone("foam", { depth: 0.7, name: "veil shade", offset: [-16, -4, -10] });
  stage.canvas.rows(top, base, {
    layer: (px, py) => (Math.abs(px - x) > edge(py) ? -1 : stage.noise(px * 22, py * 1.6) > 0.54 ? blue : white),
    shade: veil,
    angle: upright,
    grain: 0.9,
  });
  stage.fill(blob(x, base, half * 1.7, half * 0.34, 0.3, 5, 9), "foam", { depth: 0.75, name: "spray" }, veil, 0.2, 0.9);
}
