import type { Lab } from "../climate.ts";
import type { Path } from "../draw/canvas.ts";
import { blob, curve, limb, place } from "../draw/path.ts";
import type { Stage, Tone } from "../stage.ts";
import { type Beast, builds, type Mark } from "./beast-builds.ts";
import { castShadow } from "./shadows.ts";
import { sheep, sittingCat } from "./soft-beasts.ts";

export function paintBeast(stage: Stage, beast: Beast) {
  const { x, base, size, depth, way, kind } = beast;
  castShadow(stage, x, base, size * 0.85, depth);
  if (kind === "cat") return sittingCat(stage, beast);
  if (kind === "sheep") return sheep(stage, beast);
  const build = builds[kind];
  const random = stage.random.branch(`beast ${x.toFixed(3)}`);
  const at = (path: Path) => place(path, x, base, size, way);
  const color: Lab = stage.setting.colors.fur ?? [
    build.color[0] + random.between(-6, 10),
    build.color[1],
    build.color[2],
  ];
  const coat = (name: string, tone: number | Lab): Tone => ({
    depth,
    name: `${kind} ${name}`,
    fine: size < 0.08,
    ...(typeof tone === "number" ? { color, offset: [tone, 0, tone * 0.3] } : { color: tone }),
  });
  const down = (_: number, py: number) => 0.5 - 0.22 * ((py - base) / size + 0.35);
  const mark = (name: string, { path, tone }: Mark) =>
    stage.fill(
      at(curve(path, 5)),
      tone === "hair" ? "hair" : "fur",
      tone === "hair" ? { depth, name: "mane", fine: size < 0.08 } : coat(name, tone),
      stage.grainy(0.5, 0.3, 30, 30),
      1.2 * way,
      0.5,
    );
  const leg = (path: Path, swing: number, shift: number, lift: number, tone: number) =>
    stage.fill(at(curve(stride(path, swing, shift, lift), 4)), "fur", coat("leg", tone), down, Math.PI / 2, 0.5);
  mark("tail", build.tail);
  const step = random.between(0.04, 0.12) * (beast.grazing ? 0.5 : 1);
  leg(build.hind, step, 0.09, -0.025, build.legs - 11);
  leg(build.fore, -step, -0.07, -0.025, build.legs - 11);
  leg(build.hind, -step, 0, 0, build.legs);
  leg(build.fore, step, 0, 0, build.legs);
  const pose = (beast.grazing && build.grazing) || build.standing;
  const grazes = pose !== build.standing;
  trunk(stage, beast, pose.body, [coat("lit", 9), coat("body", 0), coat("belly", kind === "deer" ? 5 : -11)]);
  for (const [i, one] of pose.marks.entries()) mark(`mark ${i}`, one);
  if (kind === "deer" && !grazes) for (const side of [-1, 1]) antlers(stage, at, depth, side);
  if (kind === "fox")
    stage.fill(at(blob(-1.2, -0.34, 0.1, 0.06)), "fur", { depth, name: "tip", color: [92, 2, 8] }, 0.6, 0, 0.5);
}

/** The body in three tones that follow its roundness: light along the back, dark below. */
function trunk(stage: Stage, { x, base, size, way }: Beast, body: Path, tones: [Tone, Tone, Tone]): void {
  const outline = place(curve(body, 6), x, base, size, way);
  const spans = columns(outline, x - size * 1.2, size / 40);
  const [lit, own, belly] = tones.map((tone) => stage.tone("fur", tone));
  /** 0 on the upper edge, 1 on the lower. */
  const low = (px: number, py: number) => {
    const span = spans[Math.max(0, Math.min(spans.length - 1, Math.round((px - x + size * 1.2) / (size / 40))))]!;
    return (py - span.top) / Math.max(0.001, span.bottom - span.top);
  };
  const uneven = (px: number, py: number) => 0.3 * (stage.noise((px / size) * 2.4, (py / size) * 2.4) - 0.5);
  stage.canvas.fill(outline, {
    layer: (px, py) => {
      const t = low(px, py) + uneven(px, py);
      return t < 0.26 ? lit! : t > 0.76 ? belly! : own!;
    },
    shade: (px, py) =>
      0.66 - 0.34 * low(px, py) + 0.1 * ((px - x) / size) * stage.light.x + 0.2 * (stage.noise(px * 24, py * 24) - 0.5),
    angle: (px, py) => 0.5 * ((py - base) / size + 0.7) * way + 0.3 * (stage.noise(px * 20, py * 20) - 0.5),
    grain: 0.65,
  });
}

/** Highest and lowest point of an outline in columns of the given width from `left` on. */
function columns(outline: Path, left: number, width: number): { top: number; bottom: number }[] {
  const spans = Array.from({ length: 97 }, () => ({ top: Number.POSITIVE_INFINITY, bottom: Number.NEGATIVE_INFINITY }));
  for (let i = 0; i < outline.length; i += 2) {
    const [ax, ay] = [outline[i]!, outline[i + 1]!];
    const [bx, by] = [outline[(i + 2) % outline.length]!, outline[(i + 3) % outline.length]!];
    for (let k = 0; k <= 4; k++) {
      const px = ax + ((bx - ax) * k) / 4;
      const py = ay + ((by - ay) * k) / 4;
      const span = spans[Math.max(0, Math.min(96, Math.round((px - left) / width)))]!;
      span.top = Math.min(span.top, py);
      span.bottom = Math.max(span.bottom, py);
    }
  }
  return spans;
}

/** A leg in step: moved, lifted and swung from the shoulder or the hip. */
function stride(path: Path, swing: number, shift: number, lift: number): Path {
  return path.map((v, i) => (i % 2 ? v + lift : v + shift + swing * Math.max(0, path[i + 1]! + 0.62) * 1.6));
}

function antlers(stage: Stage, at: (path: Path) => Path, depth: number, side: number): void {
  const tone: Tone = { depth, fine: true, name: "antler", offset: [22, 0, 6] };
  const main = curve(
    [0.47, -1.54, 0.42 + side * 0.1, -1.72, 0.36 + side * 0.24, -1.84, 0.42 + side * 0.24, -2.02],
    4,
    false,
  );
  stage.fill(at(limb(main, 0.024, 0.011)), "trunk", tone, 0.5, -1.2, 0.4);
  for (const [from, to] of [
    [0.1, 0.24],
    [0.19, 0.3],
  ] as const)
    stage.fill(
      at(limb([0.42 + side * from, -1.72 - from, 0.54 + side * to, -1.84 - from], 0.016, 0.007)),
      "trunk",
      tone,
      0.5,
      -0.8,
      0.4,
    );
}
