import type { Path } from "../../draw/canvas.ts";
import { blob, curve, limb, place } from "../../draw/path.ts";
import { isManly } from "../../read/persons.ts";
import type { Body } from "./body.ts";

/** A head about (x, y), seen from behind with the line of a cheek, or in profile; no features. `k` is 1 for a grown person. */
export function paintHead(body: Body, x: number, y: number, turn: "back" | "side", k = 1): void {
  const { figure, stage, way } = body;
  const random = stage.random.branch(`head ${figure.x.toFixed(3)} ${figure.dress}`);
  const put = (path: Path): Path => place(path, x, y, k);
  const side = turn === "side";
  const { kind } = figure;
  const manly = isManly(figure);
  body.skin(put(limb([side ? -0.012 : 0, 0.03, side ? -0.016 : 0, 0.115], 0.027, 0.03)), -8);
  if (side) {
    body.skin(
      put(
        curve(
          [
            -0.01, -0.055, 0.03, -0.052, 0.047, -0.03, 0.049, -0.008, 0.062, 0.012, 0.05, 0.018, 0.052, 0.034, 0.044,
            0.052, 0.02, 0.062, -0.006, 0.05, -0.02, 0,
          ],
          4,
        ),
      ),
      stage.light.x * way > 0 ? 3 : -5,
    );
  } else body.skin(put(blob(0.03, 0.014, 0.032, 0.048)), stage.light.x * way > 0 ? 3 : -6);
  const mop = side
    ? curve(
        [
          -0.062, 0.006, -0.058, -0.036, -0.032, -0.068, 0.01, -0.075, 0.044, -0.056, 0.047, -0.038, 0.022, -0.03,
          0.008, 0, 0, 0.03, -0.02, 0.052, -0.046, 0.046,
        ],
        4,
      )
    : curve(
        [
          -0.059, 0, -0.053, -0.046, -0.024, -0.073, 0.022, -0.072, 0.05, -0.045, 0.052, -0.02, 0.034, -0.004, 0.026,
          0.03, 0.004, 0.058, -0.03, 0.057, -0.052, 0.034,
        ],
        4,
      );
  const hair = (path: Path, lighter = 0) => body.plain(put(path), body.hair, lighter, "hair");
  hair(mop);
  hair(blob(stage.light.x * way > 0 ? 0.014 : -0.02, -0.034, 0.026, 0.026), 10);
  const bearded = kind === "man" && (figure.old || random.chance(0.25));
  if (bearded && side) hair(curve([0.046, 0.028, 0.05, 0.06, 0.03, 0.096, 0.004, 0.07, 0.004, 0.034, 0.03, 0.036], 4));
  worn(body, put, side, manly, random.next());
}

function worn(body: Body, put: (path: Path) => Path, side: boolean, manly: boolean, chance: number) {
  const { figure } = body;
  const { trade, kind } = figure;
  const hair = (path: Path, lighter = 0) => body.plain(put(path), body.hair, lighter, "hair");
  const brim = (wide: number, straw: Body["straw"]) => {
    const tip = side ? 0.006 : 0;
    body.plain(put(blob(tip, -0.03, wide, 0.021, 0.06, 3, 5, side ? -0.06 : 0.04)), straw, -6);
    body.plain(
      put(curve([-0.056, -0.03, -0.052, -0.075, -0.02, -0.096, 0.03, -0.092, 0.054, -0.07, 0.056, -0.03], 4)),
      straw,
      4,
    );
    body.plain(put([-0.056, -0.044, 0.056, -0.044, 0.057, -0.03, -0.057, -0.03]), body.dark, 4);
  };
  if (trade === "monk") {
    const hood = [
      -0.09, 0.1, -0.082, -0.02, -0.05, -0.086, 0.01, -0.098, 0.058, -0.06, 0.05, -0.02, 0.03, 0.03, 0.05, 0.1,
    ];
    return body.plain(put(curve(hood, 4)), body.main, -4);
  }
  if (trade === "royal") {
    const points = [-0.056, -0.04, -0.064, -0.11, -0.03, -0.076, 0, -0.12, 0.03, -0.076, 0.064, -0.11, 0.056, -0.04];
    if (!manly) hair(limb(curve([-0.03, 0, -0.05, 0.08, -0.04, 0.2], 4, false), 0.04, 0.03));
    return body.plain(put(points), body.straw, 4);
  }
  if (trade === "bride") {
    const veil = [
      -0.03, -0.075, 0.03, -0.07, 0.03, -0.02, 0.05, 0.2, 0.09, 0.44, -0.14, 0.46, -0.1, 0.16, -0.066, -0.02,
    ];
    return body.plain(put(curve(veil, 4)), body.pale, 5);
  }
  if (trade === "sailor")
    return body.plain(
      put(curve([-0.062, -0.044, -0.074, -0.078, 0, -0.094, 0.07, -0.076, 0.06, -0.042], 4)),
      body.pale,
      3,
    );
  if (trade === "painter") return body.plain(put(blob(-0.012, -0.062, 0.072, 0.03, 0, 0, 5, -0.2)), body.dark, 2);
  if (trade === "ballerina") return hair(blob(-0.03, -0.072, 0.027, 0.024), -4);
  if (trade === "fisher" && chance < 0.6) return brim(0.098, body.dark);
  if (trade === "farmer" || trade === "shepherd") return brim(trade === "farmer" ? 0.125 : 0.11, body.straw);
  if (kind === "girl") {
    for (const aside of side ? [-0.034] : [-0.04, 0.036])
      hair(limb(curve([aside, 0.03, aside * 1.5, 0.1, aside * 1.2, 0.17], 4, false), 0.017, 0.01), 2);
    if (chance < 0.5) return brim(0.11, body.straw);
    for (const aside of side ? [-0.045] : [-0.052, 0.046]) body.plain(put(blob(aside, 0.07, 0.016, 0.014)), body.pale);
    return;
  }
  if (kind === "boy" || (manly && chance < 0.35)) {
    body.plain(put(curve([-0.06, -0.036, -0.056, -0.07, 0, -0.088, 0.05, -0.07, 0.058, -0.036], 4)), body.dark, 6);
    if (side) body.plain(put(curve([0.03, -0.05, 0.094, -0.034, 0.09, -0.024, 0.03, -0.034], 3)), body.dark, 2);
    return;
  }
  if (manly) return chance < 0.85 ? brim(0.1, chance < 0.6 ? body.dark : body.straw) : undefined;
  if (figure.old || chance < 0.22) {
    const scarf = [
      -0.07, 0.06, -0.066, -0.03, -0.034, -0.08, 0.02, -0.08, 0.05, -0.05, 0.03, -0.02, 0.012, 0.05, -0.02, 0.08,
    ];
    return body.plain(put(curve(scarf, 4)), body.pale, -4);
  }
  if (chance < 0.5) return brim(0.118, body.straw);
  if (chance < 0.82) return hair(side ? blob(-0.068, 0, 0.034, 0.036) : blob(-0.012, -0.06, 0.034, 0.03), 3);
  hair(
    curve([-0.058, -0.02, -0.066, 0.07, -0.05, 0.15, 0, 0.16, side ? 0 : 0.04, 0.12, side ? 0.01 : 0.044, 0.01], 4),
    3,
  );
}
