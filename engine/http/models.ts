import { Hono } from "hono";
import type { Model, ModelVersion } from "#replicate/wire";
import { ACCOUNT, allModels, findModel, forgetVersion, latestVersion, trainer, versionsOf } from "../catalog.ts";
import type { Engine } from "../engine.ts";
import { paintingSchema, trainerSchema } from "../openapi.ts";
import type { ModelRecord, VersionRecord } from "../store.ts";
import { jsonBody, jsonLimit } from "./body.ts";
import { pageOf } from "./page.ts";
import { modelExists, notFound, Refusal } from "./refusal.ts";
import { check, modelBody } from "./validate.ts";

/** Milliseconds until a version asked to go is gone; minutes on the real service. */
const DELETION = 250;

type NewModel = { owner: string; name: string; description?: string | null } & Pick<
  ModelRecord,
  "visibility" | "hardware"
> &
  Partial<ModelRecord["links"]>;

export function models(engine: Engine) {
  const { store, origin } = engine;
  const find = ({ owner, name }: { owner: string; name: string }): ModelRecord => {
    const model = findModel(store, `${owner}/${name}`);
    if (!model) throw notFound();
    return model;
  };
  const own = (model: ModelRecord): ModelRecord => {
    if (model.owner === ACCOUNT) return model;
    throw new Refusal(403, { detail: "You do not have permission to perform this action" });
  };
  const json = (model: ModelRecord): Model => {
    const latest = latestVersion(store, model.id);
    return {
      url: `${origin}/v1/models/${model.id}`,
      owner: model.owner,
      name: model.name,
      description: model.description,
      visibility: model.visibility,
      is_official: false,
      ...model.links,
      run_count: store.runs.all().filter((run) => run.model === model.id).length,
      default_example: null,
      latest_version: latest ? versionJson(latest) : null,
    };
  };
  const here = (path: string, requested: string) => new URL(new URL(requested).search, `${origin}/v1/models${path}`);

  return new Hono()
    .get("/", (c) => c.json(pageOf(allModels(store), here("", c.req.url), json)))
    .post("/", jsonLimit, async (c) => {
      const asked = check<NewModel>(modelBody, await jsonBody(c));
      const { owner, name, visibility, hardware, description = null } = asked;
      const { github_url = null, paper_url = null, license_url = null, cover_image_url = null } = asked;
      const links = { github_url, paper_url, license_url, cover_image_url };
      const id = `${owner}/${name}`;
      if (findModel(store, id)) throw modelExists();
      const createdAt = engine.now();
      const model = own({ id, owner, name, description, visibility, hardware, links, createdAt });
      await store.models.put(model);
      return c.json(json(model), 201);
    })
    .get("/:owner/:name", (c) => c.json(json(find(c.req.param()))))
    .delete("/:owner/:name", async (c) => {
      const model = own(find(c.req.param()));
      if (versionsOf(store, model.id, true).length > 0) {
        throw new Refusal(409, { detail: "A model with versions cannot be deleted. Delete its versions first." });
      }
      await store.models.remove(model.id);
      return c.body(null, 204);
    })
    .get("/:owner/:name/versions", (c) => {
      const model = find(c.req.param());
      const url = here(`/${model.id}/versions`, c.req.url);
      return c.json(pageOf(versionsOf(store, model.id, true), url, versionJson));
    })
    .get("/:owner/:name/versions/:id", (c) => {
      const { id } = c.req.param();
      const version = versionsOf(store, find(c.req.param()).id, true).find((one) => one.id === id);
      if (!version) throw notFound();
      return c.json(versionJson(version));
    })
    .delete("/:owner/:name/versions/:id", async (c) => {
      const { id } = c.req.param();
      const version = versionsOf(store, own(find(c.req.param())).id, true).find((one) => one.id === id);
      if (!version) throw notFound();
      await store.versions.put({ ...version, leaving: true });
      const forget = () =>
        void forgetVersion(store, id).catch((error) => engine.report(`Version ${id} stays: ${error}`));
      setTimeout(forget, DELETION).unref();
      return c.body(null, 202);
    })
    .post("/:owner/:name/predictions", () => {
      // Only official models run without a version, and none lives here.
      throw notFound();
    });
}

function versionJson(version: VersionRecord): ModelVersion {
  return {
    id: version.id,
    created_at: new Date(version.createdAt).toISOString(),
    cog_version: "local",
    openapi_schema: version.model === trainer.id ? trainerSchema : paintingSchema,
  };
}
