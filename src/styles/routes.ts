import { and, desc, eq } from "drizzle-orm";
import { Hono } from "hono";
import { subscriptions } from "../billing/table.ts";
import { createStyleInput, patchStyleInput, type StyleDetail, type StyleList } from "../contract/styles.ts";
import { remembered, type Value } from "../db/client.ts";
import type { AppEnv, UserCtx } from "../http/ctx.ts";
import { guard } from "../http/guard.ts";
import { json } from "../http/validate.ts";
import { imageEntity, isStored } from "../images/entity.ts";
import { asHung, images } from "../images/table.ts";
import { currentTraining, finishedTrainings, newestTraining, usedVersion } from "../training/current.ts";
import { finishedRun, modelEntity } from "../training/entity.ts";
import { changeStyle, createStyle } from "./change.ts";
import { selectStyles, styleEntity } from "./entity.ts";
import { ofStyle } from "./owned.ts";
import { styles } from "./table.ts";

const ofUser = remembered((db, value: Value<"userId">) =>
  selectStyles(db)
    .where(eq(styles.userId, value("userId")))
    .orderBy(desc(styles.createdAt), desc(styles.id)),
);

const all = ({ db, user }: UserCtx) => ({ styles: ofUser(db, { userId: user.id }) });

const planned = (ctx: UserCtx) => ({
  plans: ctx.db.select({ plan: subscriptions.plan }).from(subscriptions).where(eq(subscriptions.userId, ctx.user.id)),
});

const one = remembered((db, value: Value<"styleId">) => selectStyles(db).where(eq(styles.id, value("styleId"))));

const described = ({ db }: UserCtx, styleId: string) => ({ styles: one(db, { styleId }) });

const hung = remembered((db, value: Value<"styleId">) =>
  db
    .select()
    .from(images)
    .where(and(eq(images.styleId, value("styleId")), eq(images.state, "confirmed")))
    .orderBy(...asHung),
);

const whole = (ctx: UserCtx, styleId: string) => ({
  ...described(ctx, styleId),
  images: hung(ctx.db, { styleId }),
  trainings: newestTraining(ctx, styleId),
  versions: usedVersion(ctx, styleId),
  finished: finishedTrainings(ctx),
});

export const styleRoutes = new Hono<AppEnv>()
  .get("/api/styles", guard("read", all), (c) => {
    const { ctx, rows } = c.var;
    return c.json({ styles: rows.styles.map((row) => styleEntity(ctx.settings, row, ctx.now())) } satisfies StyleList);
  })
  .post("/api/styles", guard("create-style", planned), json(createStyleInput), async (c) =>
    c.json(await createStyle(c.var.ctx, c.req.valid("json"), c.var.rows.plans[0]!.plan), 201),
  )
  .get("/api/styles/:id", ofStyle("read", whole), async (c) => {
    const { ctx, rows } = c.var;
    const [training] = rows.trainings;
    const [version] = rows.versions;
    return c.json({
      ...styleEntity(ctx.settings, rows.styles[0]!, ctx.now()),
      images: rows.images.filter(isStored).map((row) => imageEntity(ctx.settings, row, ctx.now())),
      training: training ? await currentTraining(ctx, training) : null,
      model: version ? modelEntity(ctx.settings, version, ctx.now()) : null,
      finishedRuns: rows.finished.map(finishedRun),
    } satisfies StyleDetail);
  })
  .patch("/api/styles/:id", ofStyle("write", described), json(patchStyleInput), async (c) =>
    c.json(await changeStyle(c.var.ctx, c.var.rows.styles[0]!, c.req.valid("json"))),
  );
