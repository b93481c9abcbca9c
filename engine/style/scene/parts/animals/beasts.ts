import { inLight, type Lab } from "../../climate.ts";
import type { Field, Path } from "../../draw/canvas.ts";
import { blob, curve, limb, place } from "../../draw/path.ts";
import { isDown } from "../../read/doings.ts";
import type { Stage, Tone } from "../../stage.ts";
import { castShadow } from "../land/shadows.ts";
import { type Beast, builds, type Mark } from "./beast-builds.ts";
import { anatomyOf } from "./beast-masses.ts";
import { folded, laid, lookingBack, necks, sunk, turnedMasses } from "./beast-poses.ts";
import { paintCat } from "./cats.ts";
import { model, relief } from "./modelling.ts";
import { paintResting } from "./resting-beasts.ts";
import { paintSheep } from "./soft-beasts.ts";

/** From this height at the shoulder on eyes and nose are seen. */
const nearBy = 0.2;

/** An animal in the pose that is asked for, else in one of its own by chance. */
export function paintBeast(stage: Stage, beast: Beast) {
  const { x, base, size, depth, kind, doing } = beast;
  castShadow(stage, x, base, size * 0.85, depth);
  if (kind === "cat") return paintCat(stage, beast);
  if (kind === "sheep") return paintSheep(stage, beast);
  const build = builds[kind];
  const random = stage.random.branch(`beast ${x.toFixed(3)}`);
  const [L, a, b] = build.color;
  const { colors, climate } = stage.setting;
  const color: Lab = colors.fur ?? inLight([L + random.between(-6, 10), a, b], climate);
  if (doing === "sleeping" && (kind === "dog" || kind === "fox")) return paintResting(stage, beast, "curled", color);
  if (doing === "lying" && kind === "fox") return paintResting(stage, beast, "couchant", color);
  if (kind === "dog" && doing === "sitting") return paintResting(stage, beast, "begging", color);
  onItsLegs(stage, { ...beast, kind }, color);
}

function onItsLegs(stage: Stage, beast: Beast & { kind: keyof typeof builds }, color: Lab): void {
  const { x, base, size, depth, way, kind, doing } = beast;
  const build = builds[kind];
  const random = stage.random.branch(`legs ${x.toFixed(3)}`);
  const lies = isDown(doing);
  const runs = doing === "running";
  const at = (path: Path) => place(lies ? laid(path) : path, x, runs ? base - 0.1 * size : base, size, way);
  const coat = (name: string, tone: number | Lab): Tone => ({
    depth,
    name: `${kind} ${name}`,
    fine: size < 0.08,
    ...(typeof tone === "number"
      ? { color, offset: [tone, 0, tone * 0.3] }
      : { color: inLight(tone, stage.setting.climate) }),
  });
  const mark = (name: string, { path, tone }: Mark, shade: Field = stage.grainy(0.5, 0.3, 30, 30)) =>
    stage.fill(
      at(curve(path, 5)),
      tone === "hair" ? "hair" : "fur",
      tone === "hair" ? { depth, name: "mane", fine: size < 0.08 } : coat(name, tone),
      shade,
      1.2 * way,
      0.5,
    );
  mark("tail", build.tail);
  const grazes = build.grazing !== undefined && beast.grazing && !lies && !runs;
  const neck = !grazes && kind in necks && random.chance(0.35) ? necks[kind as keyof typeof necks] : undefined;
  const pose = grazes ? build.grazing! : neck ? lookingBack(build.standing, neck) : build.standing;
  const step = random.between(0.05, 0.17) * (beast.grazing ? 0.4 : 1);
  const anatomy = anatomyOf(kind);
  const masses = [...anatomy.trunk, ...((grazes && anatomy.grazing) || anatomy.standing)];
  const found = relief(stage, neck ? turnedMasses(masses, neck) : masses, {
    ...beast,
    base: base + (lies ? sunk : runs ? -0.1 : 0) * size,
  });
  const coated = (part: string, dark: number) => (name: string, L: number) => coat(`${part} ${name}`, L + dark);
  const leg = (path: Path, swing: number, shift: number, lift: number, part: string, dark: number) =>
    model(stage, at(curve(stride(path, swing, shift, lift), 4)), found, size, coated(part, dark));
  const far = build.legs - 11;
  if (!lies) {
    leg(build.hind, runs ? -0.42 : step, 0.09, -0.025, "far", far);
    leg(build.fore, runs ? 0.26 : -step, -0.07, -0.025, "far", far);
  }
  // Stockings are painted below the body; legs of its own colour grow out of it.
  const own = build.legs > -10;
  const near = () => {
    const [part, dark] = own ? ["body", 0] : ["near", build.legs];
    if (lies) {
      for (const path of folded)
        model(stage, place(curve(path, 4), x, base, size, way), found, size, coated(part as string, dark as number));
      return;
    }
    leg(build.hind, runs ? -0.27 : -step, 0, 0, part as string, dark as number);
    leg(build.fore, runs ? 0.4 : step, 0, 0, part as string, dark as number);
  };
  if (!own) near();
  model(stage, at(curve(pose.body, 6)), found, size, coated("body", 0));
  if (own) near();
  for (const [i, one] of pose.marks.entries()) mark(`mark ${i}`, one, (px, py) => 0.4 + 0.34 * found.light(px, py));
  if (!grazes && size > nearBy) {
    const dot = ([px, py]: [number, number], r: number) =>
      stage.fill(
        at(blob(neck ? 2 * neck.axis - px : px, py, r * 1.2, r)),
        "fur",
        { depth, name: "dark", color: [12, 2, 3], fine: true },
        0.4,
        0,
        0.3,
      );
    dot(anatomy.eye, 0.024);
    if (anatomy.nose) dot(anatomy.nose, kind === "dog" ? 0.034 : 0.02);
  }
  if (kind === "deer" && !grazes) for (const side of [-1, 1]) antlers(stage, at, depth, side);
  if (kind === "fox")
    stage.fill(at(blob(-1.2, -0.34, 0.1, 0.06)), "fur", { depth, name: "tip", color: [92, 2, 8] }, 0.6, 0, 0.5);
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
  for (const tine of [
    [0.42 + side * 0.1, -1.72, 0.56 + side * 0.17, -1.83],
    [0.37 + side * 0.23, -1.83, 0.5 + side * 0.31, -1.94],
  ])
    stage.fill(at(limb(tine, 0.017, 0.008)), "trunk", tone, 0.5, -0.8, 0.4);
}
