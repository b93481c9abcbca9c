import { expect } from "vitest";
import type { Case } from "./case.ts";
import { holdsJson, holdsLimits, holdsProblem, model, page, version } from "./shapes.ts";

export const modelsCases: Case[] = [
  {
    name: "refuses a request without a token",
    recording: "run__invalid-token",
    live: "free",
    exchange: (world) =>
      world.ask("POST", "/predictions", { version: world.trainerVersion, input: {} }, { authorization: "" }),
    check: (answer) =>
      holdsProblem(answer, 401, {
        title: "Unauthenticated",
        detail: "You did not pass a valid authentication token",
        status: 401,
      }),
  },
  {
    name: "lists hardware as a bare array",
    recording: "hardware-list",
    live: "free",
    exchange: (world) => world.ask("GET", "/hardware"),
    check: (answer) => {
      holdsJson(answer, 200, expect.arrayContaining([{ sku: "cpu", name: "CPU" }]));
      holdsLimits(answer, 60_000);
    },
  },
  {
    name: "tells whose token it is",
    recording: "openapi account.get",
    live: "free",
    exchange: (world) => world.ask("GET", "/account"),
    check: (answer) =>
      holdsJson(
        answer,
        200,
        expect.objectContaining({
          type: expect.stringMatching(/^(?:user|organization)$/),
          username: expect.any(String),
        }),
      ),
  },
  {
    name: "gives the webhook secret",
    recording: null,
    source: "openapi.json, /webhooks/default/secret",
    live: "free",
    exchange: (world) => world.ask("GET", "/webhooks/default/secret"),
    check: (answer) => holdsJson(answer, 200, { key: expect.stringMatching(/^whsec_[A-Za-z0-9+/=]+$/) }),
  },
  {
    name: "creates a model",
    recording: "models-create",
    live: "never",
    exchange: (world) =>
      world.ask("POST", "/models", {
        owner: world.owner,
        name: world.freeName(),
        visibility: "private",
        hardware: "cpu",
        description: "An example model",
      }),
    check: (answer) => {
      const empty = { description: "An example model", visibility: "private", run_count: 0 };
      holdsJson(answer, 201, model({ ...empty, default_example: null, latest_version: null }));
      holdsLimits(answer, 3_000);
    },
  },
  {
    name: "refuses to create a model twice",
    recording: null,
    source: "logs of four callers: 409 with errors[0].detail",
    live: "never",
    exchange: (world) =>
      world.ask("POST", "/models", { owner: world.owner, name: world.model, visibility: "private", hardware: "cpu" }),
    check: (answer) =>
      holdsProblem(answer, 409, { errors: [{ detail: "A model with that name and owner already exists." }] }),
  },
  {
    name: "shows a model with its latest version",
    recording: "models-get",
    live: "free",
    exchange: (world) => world.ask("GET", `/models/${world.trainer}`),
    check: (answer) => holdsJson(answer, 200, model({ visibility: "public", latest_version: version })),
  },
  {
    name: "shows a model without a version",
    recording: "models-get, empty",
    live: "never",
    exchange: async (world) => {
      const name = world.freeName();
      await world.ask("POST", "/models", { owner: world.owner, name, visibility: "public", hardware: "cpu" });
      return world.ask("GET", `/models/${world.owner}/${name}`);
    },
    check: (answer) => holdsJson(answer, 200, model({ run_count: 0, default_example: null, latest_version: null })),
  },
  {
    name: "shows a version with its schema",
    recording: "predictions-cancel, version",
    live: "free",
    exchange: (world) => world.ask("GET", `/models/${world.trainer}/versions/${world.trainerVersion}`),
    check: (answer) => holdsJson(answer, 200, version),
  },
  {
    name: "does not know a model that is not there",
    recording: null,
    source: "logs of callers",
    live: "free",
    exchange: (world) => world.ask("GET", `/models/${world.owner}/surely-nothing-of-this-name`),
    check: (answer) => holdsProblem(answer, 404, { detail: "The requested resource could not be found." }),
  },
  {
    name: "lists versions by the page",
    recording: "openapi models.versions.list",
    live: "free",
    exchange: (world) => world.ask("GET", `/models/${world.trainer}/versions`),
    check: (answer) => holdsJson(answer, 200, page(version)),
  },
];
