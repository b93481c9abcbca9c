import { and, eq } from "drizzle-orm";
import { type Context, Hono } from "hono";
import { patchTrainingInput, type TrainingList, trainInput } from "../contract/training.ts";
import type { AppEnv, UserCtx } from "../http/ctx.ts";
import { json } from "../http/validate.ts";
import { asHung, images } from "../images/table.ts";
import { idInBody, ofStyle } from "../styles/owned.ts";
import { removalOf } from "../styles/removals.ts";
import {
  cancelTraining,
  currentTraining,
  finishedTrainings,
  newestTraining,
  noSuchTraining,
  usedVersion,
} from "./current.ts";
import { allTrainings, changeTraining, recordsOf } from "./history.ts";
import { removeTraining } from "./remove.ts";
import { trainings } from "./table.ts";
import { train } from "./train.ts";

const one = (ctx: UserCtx, styleId: string, id: string) =>
  ctx.db
    .select()
    .from(trainings)
    .where(and(eq(trainings.id, id), eq(trainings.styleId, styleId)));

const toTrain = async (ctx: UserCtx, styleId: string, c: Context) => ({
  recipes: one(ctx, styleId, (await idInBody(c, "from")) ?? ""),
  images: ctx.db
    .select()
    .from(images)
    .where(and(eq(images.styleId, styleId), eq(images.state, "confirmed")))
    .orderBy(...asHung),
  finished: finishedTrainings(ctx),
});

const inPath = (ctx: UserCtx, styleId: string, c: Context) => {
  const id = c.req.param("trainingId") ?? "";
  return { trainings: one(ctx, styleId, id), removals: removalOf(ctx, ctx.user.id, id) };
};

const history = (ctx: UserCtx, styleId: string) => ({
  trainings: allTrainings(ctx, styleId),
  used: usedVersion(ctx, styleId),
});

const newest = (ctx: UserCtx, styleId: string) => ({ trainings: newestTraining(ctx, styleId) });

export const trainingRoutes = new Hono<AppEnv>()
  .post("/api/styles/:id/train", ofStyle("train", toTrain), json(trainInput), async (c) => {
    const { ctx, rows, style } = c.var;
    return c.json(await train(ctx, c.req.valid("json"), { ...rows, style }), 202);
  })
  .get("/api/styles/:id/training", ofStyle("read", newest), async (c) =>
    c.json(await currentTraining(c.var.ctx, c.var.rows.trainings[0])),
  )
  .post("/api/styles/:id/training/cancel", ofStyle(null, newest), async (c) =>
    c.json(await cancelTraining(c.var.ctx, c.var.rows.trainings[0])),
  )
  .get("/api/styles/:id/trainings", ofStyle("read", history), async (c) => {
    const { ctx, rows } = c.var;
    return c.json({ trainings: await recordsOf(ctx, rows.trainings, rows.used[0]?.id) } satisfies TrainingList);
  })
  .patch("/api/styles/:id/trainings/:trainingId", ofStyle("write", inPath), json(patchTrainingInput), async (c) =>
    c.json(await changeTraining(c.var.ctx, c.var.rows.trainings[0], c.req.valid("json"))),
  )
  .delete("/api/styles/:id/trainings/:trainingId", ofStyle(null, inPath), async (c) => {
    const { ctx, rows } = c.var;
    if (rows.trainings[0]) await removeTraining(ctx, rows.trainings[0]);
    else if (rows.removals.length === 0) throw noSuchTraining();
    return c.body(null, 204);
  });
