import { expect } from "vitest";
import { createTraining, held, idOf, trainingsOf, withWeb, zipUrl } from "./acts.ts";
import type { Case } from "./case.ts";
import { canceled, fresh, holdsJson, holdsLimits, holdsProblem, page, run, versionId } from "./shapes.ts";

export const trainingsCases: Case[] = [
  {
    name: "begins a training",
    recording: "trainings-create",
    live: "never",
    exchange: (world) => held(world, () => createTraining(world, { input_images: zipUrl })),
    check: (answer) => {
      const { body } = answer as { body: { id: string; urls: { get: string; cancel: string } } };
      holdsJson(
        answer,
        201,
        fresh({ version: versionId, input: expect.objectContaining({ input_images: expect.any(String) }) }),
      );
      expect(body.urls.get).toMatch(new RegExp(`/v1/predictions/${body.id}$`));
      expect(body.urls.cancel).toMatch(new RegExp(`/v1/predictions/${body.id}/cancel$`));
      holdsLimits(answer, 3_000);
    },
  },
  {
    name: "refuses a training without a destination that exists",
    recording: "trainings-create__invalid-destination",
    live: "free",
    exchange: (world) =>
      world.ask("POST", trainingsOf(world), { destination: "<invalid>", input: { input_images: zipUrl } }),
    check: (answer) => {
      const detail = "The specified training destination does not exist";
      holdsProblem(answer, 404, { detail, status: 404 });
      holdsLimits(answer, 3_000);
    },
  },
  {
    name: "shows a training that runs or waits",
    recording: "trainings-get",
    live: "never",
    exchange: (world) =>
      held(world, async () =>
        world.ask("GET", `/trainings/${idOf(await createTraining(world, { input_images: zipUrl }))}`),
      ),
    check: (answer) => {
      const { body } = answer as { body: { id: string; urls: { get: string } } };
      const status = expect.stringMatching(/^(?:starting|processing)$/);
      holdsJson(answer, 200, run({ status, output: null, metrics: {}, completed_at: null, version: versionId }));
      expect(body.urls.get).toMatch(new RegExp(`/v1/trainings/${body.id}$`));
    },
  },
  {
    name: "cancels a training at once",
    recording: "trainings-cancel",
    live: "never",
    exchange: (world) =>
      held(world, async () =>
        world.ask("POST", `/trainings/${idOf(await createTraining(world, { input_images: zipUrl }))}/cancel`),
      ),
    check: (answer) => holdsJson(answer, 200, canceled()),
  },
  {
    name: "ends a training with a version of the destination and its weights",
    recording: "openapi trainings.get",
    live: "never",
    exchange: async (world) =>
      world.ended(`/trainings/${idOf(await createTraining(world, { input_images: world.set, steps: 3 }))}`),
    check: (answer) => {
      const output = {
        version: expect.stringMatching(/^[\w.-]+\/[\w.-]+:[0-9a-f]{64}$/),
        weights: expect.stringMatching(/^https?:.+\/trained_model\.tar$/),
      };
      holdsJson(
        answer,
        200,
        run({
          status: "succeeded",
          output,
          metrics: expect.objectContaining({ predict_time: expect.any(Number) }),
        }),
      );
    },
  },
  {
    name: "refuses steps out of range",
    recording: null,
    source: "the trainer's schema; the service may also let the run fail later",
    live: "never",
    exchange: (world) => createTraining(world, { input_images: zipUrl, steps: 1 }),
    check: (answer) =>
      holdsProblem(answer, 422, {
        title: "Input validation failed",
        detail: "- input.steps: Must be greater than or equal to 3\n",
        invalid_fields: [
          { type: "number_gte", field: "input.steps", description: "Must be greater than or equal to 3" },
        ],
      }),
  },
  {
    name: "serves a training under predictions too",
    recording: null,
    source: "the urls of a fresh training",
    live: "never",
    exchange: (world) =>
      held(world, async () =>
        world.ask("GET", `/predictions/${idOf(await createTraining(world, { input_images: zipUrl }))}`),
      ),
    check: (answer) => holdsJson(answer, 200, run({ output: null })),
  },
  {
    name: "lists trainings by the page, without their logs",
    recording: "openapi trainings.list",
    live: "never",
    exchange: (world) => world.ask("GET", "/trainings"),
    check: (answer) => {
      const { body } = answer as { body: { results: object[] } };
      holdsJson(answer, 200, page(run({ status: "succeeded", source: "api", urls: withWeb })));
      expect(body.results.filter((listed) => "logs" in listed)).toEqual([]);
    },
  },
];
