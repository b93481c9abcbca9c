import { Hono } from "hono";
import { trainingInput } from "#replicate/schemas";
import { ACCOUNT, findModel, findVersion, trainer } from "../catalog.ts";
import type { Engine } from "../engine.ts";
import { createdJson, listedJson, runJson } from "../run-json.ts";
import type { Run } from "../runs.ts";
import { jsonBody, jsonLimit } from "./body.ts";
import { pageOf } from "./page.ts";
import { cancel } from "./predictions.ts";
import { noDestination, notFound } from "./refusal.ts";
import { newRun, type RunBody } from "./run-request.ts";
import { check, trainingBody } from "./validate.ts";

const validBody = trainingBody(trainingInput);

export function trainings(engine: Engine) {
  const { foreman, origin } = engine;
  const find = (id: string): Run => {
    const run = foreman.find(id);
    if (run?.kind !== "training") throw notFound();
    return run;
  };

  return new Hono()
    .get("/", (c) => {
      const url = new URL(new URL(c.req.url).search, `${origin}/v1/trainings`);
      return c.json(pageOf(foreman.list("training"), url, (run) => listedJson(run, origin)));
    })
    .get("/:id", (c) => c.json(runJson(find(c.req.param("id")), origin)))
    .post("/:id/cancel", (c) => c.json(cancel(engine, find(c.req.param("id")))));
}

/** POST /models/{owner}/{name}/versions/{id}/trainings, the only way to begin a training. */
export function startTraining(engine: Engine) {
  return new Hono().post("/:owner/:name/versions/:version/trainings", jsonLimit, async (c) => {
    const { owner, name, version } = c.req.param();
    const found = findVersion(engine.store, `${owner}/${name}:${version}`);
    if (found?.model !== trainer.id) throw notFound();
    const body = await jsonBody(c);
    const { destination } = body;
    if (typeof destination === "string") {
      if (findModel(engine.store, destination)?.owner !== ACCOUNT) throw noDestination();
    }
    const asked = check<RunBody & { destination: string }>(validBody, body);
    const of = { model: trainer.id, version: found.id, destination: asked.destination };
    const run = newRun(engine, "training", of, asked, c.req.header("cancel-after"));
    await engine.foreman.take(run);
    return c.json(createdJson(run, engine.origin), 201);
  });
}
