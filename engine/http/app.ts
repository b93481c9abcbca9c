import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { Account, Hardware, WebhookSecret } from "#replicate/wire";
import { ACCOUNT } from "../catalog.ts";
import type { Engine } from "../engine.ts";
import { delivery } from "./delivery.ts";
import { faults, mischief } from "./faults.ts";
import { downloads, files } from "./files.ts";
import { models } from "./models.ts";
import { predictions } from "./predictions.ts";
import { notFound, Refusal, throttled, unauthenticated } from "./refusal.ts";
import { Throttle } from "./throttle.ts";
import { startTraining, trainings } from "./trainings.ts";

const account: Account = { type: "user", username: ACCOUNT, name: "Local engine" };
const hardware: Hardware[] = [{ sku: "cpu", name: "CPU" }];

/** Replicate's HTTP API under `/v1`, with delivered files, health and mischief beside it. */
export function engineApp(engine: Engine) {
  const throttle = new Throttle(engine.now());
  const secret: WebhookSecret = { key: engine.store.secret };
  const alive = { status: "ok", engine: "ArtistCloner local engine" };

  const v1 = new Hono<{ Bindings: HttpBindings }>()
    .route("/files", downloads(engine))
    .use(async (c, next) => {
      if (!/^(?:bearer|token) +\S+$/i.test(c.req.header("authorization") ?? "")) throw unauthenticated();
      const { remaining, wait } = throttle.take(c.req.method, c.req.path, engine.now());
      c.header("ratelimit-remaining", String(remaining));
      c.header("ratelimit-reset", String(Math.max(1, wait)));
      if (wait > 0) throw throttled(wait);
      await next();
    })
    .use(faults(engine))
    .get("/account", (c) => c.json(account))
    .get("/hardware", (c) => c.json(hardware))
    .get("/webhooks/default/secret", (c) => c.json(secret))
    .route("/models", startTraining(engine))
    .route("/models", models(engine))
    .route("/predictions", predictions(engine))
    .route("/trainings", trainings(engine))
    .route("/files", files(engine));

  return new Hono<{ Bindings: HttpBindings }>()
    .get("/", (c) => c.json(alive))
    .get("/health", (c) => c.json(alive))
    .route("/_mischief", mischief(engine))
    .route("/delivery", delivery(engine))
    .route("/v1", v1)
    .notFound(() => {
      throw notFound();
    })
    .onError((error, c) => {
      const refusal = error instanceof Refusal ? error : new Refusal(500, { detail: "Internal server error" });
      if (refusal !== error) engine.report(`${c.req.method} ${c.req.path} failed: ${error.stack ?? error.message}`);
      return c.body(`${JSON.stringify(refusal.body)}\n`, refusal.status, {
        "content-type": "application/problem+json",
      });
    });
}
