import { and, eq } from "drizzle-orm";
import { Hono } from "hono";
import { trainInput } from "../contract/training.ts";
import type { AppEnv, UserCtx } from "../http/ctx.ts";
import { json } from "../http/validate.ts";
import { asHung, images } from "../images/table.ts";
import { ofStyle } from "../styles/owned.ts";
import { cancelTraining, currentTraining, newestTraining } from "./current.ts";
import { finishedTrainings, train } from "./train.ts";

const toTrain = (ctx: UserCtx, styleId: string) => ({
  images: ctx.db
    .select()
    .from(images)
    .where(and(eq(images.styleId, styleId), eq(images.state, "confirmed")))
    .orderBy(...asHung),
  finished: finishedTrainings(ctx),
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
  );
