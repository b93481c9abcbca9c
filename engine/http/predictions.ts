import { Hono } from "hono";
import { paintingInput } from "#replicate/schemas";
import { isTerminal } from "#replicate/wire";
import { findVersion } from "../catalog.ts";
import type { Engine } from "../engine.ts";
import { createdJson, listedJson, runJson } from "../run-json.ts";
import type { Run } from "../runs.ts";
import { jsonBody, jsonLimit } from "./body.ts";
import { pageOf } from "./page.ts";
import { invalidVersion, notFound, Refusal } from "./refusal.ts";
import { newRun, patience, type RunBody } from "./run-request.ts";
import { check, predictionBody } from "./validate.ts";

const validBody = predictionBody(paintingInput);

export function predictions(engine: Engine) {
  const { foreman, store, origin } = engine;
  const find = (id: string): Run => {
    const run = foreman.find(id);
    if (!run) throw notFound();
    return run;
  };

  return new Hono()
    .post("/", jsonLimit, async (c) => {
      const body = await jsonBody(c);
      const version = typeof body.version === "string" ? findVersion(store, body.version) : undefined;
      if (typeof body.version === "string" && !version) throw invalidVersion();
      const asked = check<RunBody>(validBody, body);
      if (!version) throw invalidVersion();

      const of = { model: version.model, version: version.id, destination: null };
      const run = newRun(engine, "prediction", of, asked, c.req.header("cancel-after"));
      await foreman.take(run);
      const prefer = c.req.header("prefer");
      const wait = patience(prefer);
      if (wait === undefined) return c.json(createdJson(run, origin), 201);

      c.header("preference-applied", prefer?.trim());
      const waited = (await foreman.wait(run.id, wait)) ?? run;
      if (isTerminal(waited.status)) return c.json(createdJson(waited, origin), 201);
      // The official client takes any other status in this answer for the end of the run.
      return c.json(createdJson({ ...waited, status: "starting" }, origin), 202);
    })
    .get("/", (c) => {
      const url = new URL(new URL(c.req.url).search, `${origin}/v1/predictions`);
      const after = moment(url.searchParams.get("created_after")) ?? Number.NEGATIVE_INFINITY;
      const before = moment(url.searchParams.get("created_before")) ?? Number.POSITIVE_INFINITY;
      const web = url.searchParams.get("source") === "web";
      const found = foreman.list("prediction").filter((run) => run.createdAt >= after && run.createdAt < before);
      return c.json(pageOf(web ? [] : found, url, (run) => listedJson(run, origin)));
    })
    .get("/:id", (c) => c.json(runJson(find(c.req.param("id")), origin)))
    .post("/:id/cancel", (c) => c.json(cancel(engine, find(c.req.param("id")))));
}

/** An ended run is answered as it is. */
export function cancel(engine: Engine, run: Run) {
  const canceled = engine.foreman.apply(run.id, { type: "cancel", at: engine.now() }) ?? run;
  return runJson(canceled, engine.origin);
}

function moment(text: string | null): number | undefined {
  if (text === null) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new Refusal(400, { detail: `${text} is not an ISO 8601 time` });
  return time;
}
