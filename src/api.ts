import { Hono } from "hono";
import { settingsRoutes } from "./accounts/account-routes.ts";
import { providerRoutes } from "./accounts/provider-routes.ts";
import { accountRoutes } from "./accounts/routes.ts";
import { billingRoutes } from "./billing/routes.ts";
import type { Health } from "./contract/health.ts";
import { galleryRoutes } from "./gallery/routes.ts";
import { asDocument, shareRoutes } from "./gallery/share-routes.ts";
import { proofRoutes } from "./generation/proofs/routes.ts";
import { generationRoutes } from "./generation/routes.ts";
import { crawlerRoutes } from "./http/crawlers.ts";
import type { AppEnv } from "./http/ctx.ts";
import { AppError } from "./http/errors.ts";
import { boundedBody, hardened, introduced, labelled } from "./http/front-door.ts";
import { partsOf } from "./http/health.ts";
import { answerProblem } from "./http/problem.ts";
import { traced } from "./http/trace.ts";
import { imageRoutes } from "./images/routes.ts";
import { leavingRoutes } from "./leaving/routes.ts";
import { operationsRoutes } from "./operations/routes.ts";
import { roomRoutes } from "./room/routes.ts";
import { styleRoutes } from "./styles/routes.ts";
import { trainingRoutes } from "./training/routes.ts";

const routes = new Hono<AppEnv>()
  .use("/s/:slug", asDocument)
  .use(hardened, labelled, traced, introduced, boundedBody)
  .get("/api/health", async (c) => {
    const parts = await partsOf(c.var.ctx);
    const ok = Object.values(parts).every((part) => part === "ok");
    return c.json({ ok, version: c.env.BUILD.id, parts } satisfies Health);
  })
  .route("/", crawlerRoutes)
  .route("/", accountRoutes)
  .route("/", billingRoutes)
  .route("/", providerRoutes)
  .route("/", settingsRoutes)
  .route("/", leavingRoutes)
  .route("/", styleRoutes)
  .route("/", roomRoutes)
  .route("/", trainingRoutes)
  .route("/", galleryRoutes)
  .route("/", generationRoutes)
  .route("/", imageRoutes)
  .route("/", shareRoutes)
  .route("/", proofRoutes)
  .route("/", operationsRoutes);

routes.notFound((c) => answerProblem(c, new AppError("NOT_FOUND", "There is nothing at this address.")));
routes.onError((error, c) => answerProblem(c, error));

export const api = routes;
export type Api = typeof routes;
