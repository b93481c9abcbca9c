import { paintSkyline } from "../parts/buildings/towers.ts";
import { paintHill, paintMountains, ridge } from "../parts/land/hills.ts";
import { paintWood } from "../parts/plants/trees.ts";
import { paintSky, type SkyPlan } from "../parts/sky/sky.ts";
import { paintMist, paintWeather } from "../parts/sky/weather.ts";
import { paintSwells } from "../parts/water/swells.ts";
import { paintGlint, paintWater, reflect } from "../parts/water/water.ts";
import type { Reading } from "../read/reading.ts";
import type { Stage } from "../stage.ts";
import type { Arrangement } from "../staging.ts";
import { paintGround } from "./outdoors/countryside.ts";
import { paintCreatures } from "./outdoors/creatures.ts";
import { paintNear } from "./outdoors/foreground.ts";
import { paintFrame, paintShrubs } from "./outdoors/frame.ts";
import { hasHilltop } from "./outdoors/hilltop.ts";
import type { Land } from "./outdoors/land.ts";
import { paintLandmarks } from "./outdoors/landmarks.ts";
import { paintRanges } from "./outdoors/ranges.ts";
import { isWaterfront } from "./outdoors/waterfront.ts";
import { isNearIsle } from "./outdoors/waterside.ts";
import { paintSitter } from "./portrait.ts";

function waterOf(has: Land["has"]): Land["water"] {
  if (has("sea", "beach", "island", "lighthouse", "cliff")) return "sea";
  if (has("lake")) return "lake";
  if (has("river", "bridge", "waterfall")) return has("boat", "city") ? "lake" : "river";
  if (has("boat")) return has("mountain", "village", "forest") ? "lake" : "sea";
  return has("heron", "fish") || isWaterfront({ has }) ? "lake" : undefined;
}

function skyOf(land: Land): SkyPlan {
  const { stage, reading, plan, horizon, has } = land;
  const { hour, weather } = reading.climate;
  const random = stage.random.branch("sky");
  const quiet = plan.emptiness > 0.75;
  const clouds: SkyPlan["clouds"] =
    weather === "storm"
      ? "storm"
      : has("cloud")
        ? random.chance(0.6)
          ? "heaps"
          : "bank"
        : weather === "rain"
          ? "bank"
          : weather === "mist" || weather === "snow"
            ? "none"
            : hour === "night"
              ? random.chance(0.4)
                ? "wisps"
                : "none"
              : quiet
                ? random.chance(0.5)
                  ? "none"
                  : "wisps"
                : random.pick(["heaps", "wisps", "wisps", "bank", "heaps"]);
  const low = hour === "sunset" || hour === "dawn";
  // What goes on with a picture has that picture's sun.
  const alone = plan.level === undefined;
  const body = has("moon")
    ? "moon"
    : has("sun") || (low && weather === "fair" && random.chance(0.85) && alone)
      ? "sun"
      : hour === "night" && weather === "fair" && random.chance(0.75) && alone
        ? "moon"
        : undefined;
  const above = reading.relations.find(({ one, how }) => (one === "moon" || one === "sun") && how === "above");
  const clear = has("moon", "sun");
  const at = above
    ? { at: { clear, x: plan.focus + 0.08 * plan.side, y: has("mountain") ? 0.16 : 0.3 } }
    : { at: { clear } };
  return {
    horizon,
    clouds,
    body,
    ...at,
    stars: has("star") || (hour === "night" && weather === "fair" && clouds === "none"),
  };
}

/** Everything beyond the middle distance. */
function paintFar(land: Land): void {
  const { stage, plan, reading, horizon, water, has } = land;
  const random = stage.random.branch("far");
  const winter = reading.climate.season === "winter";
  const snow = winter ? 0.95 : random.between(0.3, 0.55);
  const sky = horizon;
  if (has("mountain")) paintRanges(land, snow);
  if (has("city")) paintSkyline(stage, horizon + 0.01, Math.min(0.5, sky * 0.72), has("mountain") ? 1 : 3);
  if (
    has("island") ||
    (water === "sea" &&
      (has("village", "church", "castle", "house") ||
        (!has("mountain", "city") && random.chance(0.55 - 0.4 * plan.emptiness))))
  )
    paintCape(land);
  if (!water || water === "river") {
    const behind = has("mountain", "city", "desert") && !has("hill");
    if (!behind) {
      const edge = ridge(stage, horizon - 0.03, 0.045, 0.5, "far hills");
      paintHill(stage, edge, { role: "grass", depth: 0.12, tufts: 0.1 }, () => horizon + 0.2);
    }
    const closer = ridge(stage, horizon - 0.008, behind ? 0.014 : 0.035, 0.42, "far hills 2");
    paintHill(stage, closer, { role: has("desert") ? "sand" : "grass", depth: 0.26, tufts: 0.15 }, () => horizon + 0.2);
  } else if (water === "lake") {
    const edge = ridge(stage, horizon - 0.004, 0.014, 0.4, "bank");
    if (!has("desert")) {
      if (!has("mountain", "city")) {
        paintHill(
          stage,
          ridge(stage, horizon - 0.06, 0.05, 0.5, "lake hills"),
          { role: "grass", depth: 0.2, tufts: 0.1 },
          () => horizon + 0.02,
        );
        paintHill(
          stage,
          ridge(stage, horizon - 0.03, 0.04, 0.35, "lake hills 2"),
          { role: "grass", depth: 0.34, patches: random.chance(0.5) },
          () => horizon + 0.02,
        );
      }
      if (!has("city")) paintWood(stage, edge, has("forest") ? 0.11 : 0.04, 0.44, has("mountain") || winter);
    }
    paintHill(stage, edge, { role: "grass", depth: 0.46 }, () => horizon + 0.012);
  }
}

/** A headland or island that runs into the sea. */
function paintCape(land: Land): void {
  const { stage, plan, horizon } = land;
  const random = stage.random.branch("cape");
  const wanted = land.has("island");
  if (isNearIsle(land)) return;
  const aside = plan.side > 0 ? random.between(0.72, 0.95) : random.between(0.05, 0.28);
  const x = stage.w * (wanted ? plan.focus : aside);
  const tall = Math.min(0.2, horizon * 0.34) * (wanted ? random.between(1.2, 1.7) : random.between(0.6, 1.1));
  const edge = paintMountains(stage, {
    peaks: [
      { x, top: horizon - tall, half: tall * 3 },
      { x: x + 0.2 * plan.side, top: horizon - tall * 0.6, half: tall * 2.4 },
    ],
    base: horizon + 0.006,
    depth: 0.32,
    snow: 0,
  });
  stage.canvas.below(
    edge,
    {
      layer: stage.tone("grass", { depth: 0.34 }),
      shade: stage.grainy(0.5, 0.3, 14, 30),
      angle: 0.2 * plan.side,
      grain: 0.7,
    },
    (px) => Math.min(horizon, edge(px) + tall * (0.25 + 0.3 * stage.noise(px * 7, 3))),
  );
}

function paintWaters(land: Land): void {
  const { stage, reading, plan, horizon, water, has } = land;
  if (!water || water === "river") return;
  const low = reading.climate.hour === "sunset" || reading.climate.hour === "dawn";
  const calm = water === "lake" ? -0.7 : -0.15;
  const waves = Math.max(
    -1,
    Math.min(1, calm + reading.unrest * 0.9 + (reading.climate.weather === "storm" ? 0.5 : 0) - 0.3 * plan.emptiness),
  );
  paintWater(stage, { role: water, top: horizon, waves });
  if (waves < 0.2) reflect(stage, water, horizon, water === "lake" ? 0.62 : low ? 0.85 : has("city") ? 0.55 : 0.3);
  if (waves > 0.5 && water === "sea") paintSwells(stage, horizon, waves);
  if (stage.sun) paintGlint(stage, horizon, stage.h);
}

/** From above much water is seen, from the waterline much sky. */
function overWater({ view }: Arrangement, water: Land["water"], share: number): number {
  if (water !== "sea" && water !== "lake") return share;
  return view === "slope" ? Math.max(0.3, share - 0.1) : view === "low" ? Math.min(0.72, Math.max(0.6, share)) : share;
}

/** Sky, far land, water, ground and what lives on it, from the farthest on. */
export function composeLandscape(stage: Stage, reading: Reading, plan: Arrangement): void {
  const has: Land["has"] = (...nouns) => nouns.some((noun) => reading.wishes.has(noun as never));
  const water = waterOf(has);
  const crowded = has("mountain", "city", "castle") ? 0.5 : hasHilltop({ has, reading }) ? 0.46 : 0;
  const share =
    plan.level ??
    overWater(
      plan,
      hasHilltop({ has, reading }) ? undefined : water,
      crowded ? Math.max(crowded, Math.min(0.72, plan.horizon + 0.1)) : plan.horizon,
    );
  const horizon = stage.h * share;
  const land: Land = {
    stage,
    reading,
    plan,
    horizon,
    water,
    has,
    shore: () => (water ? stage.h : 0),
    solid: false,
    foreground: undefined,
    mirror: undefined,
    bare: false,
    middle: () => horizon + 0.05,
    near: () => stage.h * 0.86,
  };
  paintSky(stage, skyOf(land));
  paintFar(land);
  paintWaters(land);
  paintGround(land);
  paintLandmarks(land);
  if (reading.climate.weather === "mist") paintMist(stage, horizon);
  if (has("portrait")) paintSitter(stage, reading, plan);
  else {
    land.foreground?.();
    paintShrubs(land);
    paintNear(land);
    paintCreatures(land);
    land.mirror?.();
    paintFrame(land);
  }
  paintWeather(stage, horizon, has("rainbow"));
}
