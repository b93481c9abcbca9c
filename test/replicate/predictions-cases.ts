import { expect } from "vitest";
import { createPrediction, held, idOf, prompt, withWeb } from "./acts.ts";
import type { Case } from "./case.ts";
import { canceled, fresh, holdsJson, holdsLimits, holdsProblem, page, run, time, versionId } from "./shapes.ts";

export const predictionsCases: Case[] = [
  {
    name: "begins a prediction",
    recording: "predictions-cancel, create",
    live: "never",
    exchange: (world) => held(world, () => createPrediction(world)),
    check: (answer) => {
      holdsJson(answer, 201, fresh({ version: versionId, input: expect.objectContaining({ seed: 42069 }) }));
      holdsLimits(answer, 600);
    },
  },
  {
    name: "cancels a prediction at once",
    recording: "predictions-cancel",
    live: "never",
    exchange: (world) =>
      held(world, async () => world.ask("POST", `/predictions/${idOf(await createPrediction(world))}/cancel`)),
    check: (answer) =>
      holdsJson(
        answer,
        200,
        canceled({ metrics: { predict_time: expect.any(Number), total_time: expect.any(Number) } }),
      ),
  },
  {
    name: "shows a prediction that succeeded",
    recording: "predictions-get",
    live: "never",
    exchange: async (world) => world.ended(`/predictions/${idOf(await createPrediction(world))}`),
    check: (answer) => {
      const { body } = answer as { body: { output: string[]; logs: string } };
      const metrics = expect.objectContaining({ predict_time: expect.any(Number) });
      holdsJson(answer, 200, run({ status: "succeeded", started_at: time, completed_at: time, metrics }));
      expect(body.output[0]).toMatch(/^https?:\/\/.+\/out-0\.(?:webp|jpg|png)$/);
      expect(body.logs).toMatch(/^Using seed: 42069\nPrompt: /);
      expect(body.logs).toMatch(/100%\|█{10}\| (\d+)\/\1 \[/);
    },
  },
  {
    name: "waits for a prediction when asked to",
    recording: "models_predictions_create_blockingTrue-10",
    live: "never",
    exchange: (world) => createPrediction(world, prompt, { prefer: "wait=10" }),
    check: (answer) => {
      const status = expect.stringMatching(/^(?:processing|succeeded)$/);
      holdsJson(
        answer,
        201,
        run({ status, data_removed: false, output: [expect.stringMatching(/^(?:https?|data):/)] }),
      );
      expect(answer.headers["preference-applied"]).toBe("wait=10");
      holdsLimits(answer, 600);
    },
  },
  {
    name: "answers 202 and starting when the wait was too short",
    recording: null,
    source: "openapi.json, POST /predictions; processing would end the official client's wait",
    live: "never",
    exchange: (world) => held(world, () => createPrediction(world, prompt, { prefer: "wait=1" })),
    check: (answer) => {
      holdsJson(answer, 202, fresh({ output: null }));
      expect(answer.headers["preference-applied"]).toBe("wait=1");
    },
  },
  {
    name: "sets the deadline that Cancel-After asks for",
    recording: null,
    source: "openapi.json, POST /predictions",
    live: "never",
    exchange: (world) => held(world, () => createPrediction(world, prompt, { "cancel-after": "1m30s" })),
    check: (answer) => {
      const { body } = answer as { body: { created_at: string; deadline: string } };
      holdsJson(answer, 201, fresh({ deadline: time }));
      expect(Date.parse(body.deadline) - Date.parse(body.created_at)).toBe(90_000);
    },
  },
  {
    name: "requires a prompt",
    recording: null,
    source: "logs of callers",
    live: "never",
    exchange: (world) => createPrediction(world, {}),
    check: (answer) =>
      holdsProblem(answer, 422, {
        title: "Input validation failed",
        status: 422,
        detail: "- input: prompt is required\n",
        invalid_fields: [{ type: "required", field: "input", description: "prompt is required" }],
      }),
  },
  {
    name: "names the values of an enum",
    recording: null,
    source: "logs of callers",
    live: "never",
    exchange: (world) => createPrediction(world, { prompt: "boat", megapixels: "2" }),
    check: (answer) =>
      holdsProblem(answer, 422, {
        detail: '- input.megapixels: megapixels must be one of the following: "1", "0.25"\n',
        invalid_fields: [expect.objectContaining({ type: "enum", field: "input.megapixels" })],
      }),
  },
  {
    name: "refuses unknown keys beside the input",
    recording: null,
    source: "logs of callers",
    live: "free",
    exchange: (world) => world.ask("POST", "/predictions", { model: "black-forest-labs/flux-dev", input: {} }),
    check: (answer) =>
      holdsProblem(answer, 422, {
        detail: expect.stringContaining("- version is required\n"),
        invalid_fields: expect.arrayContaining([
          { type: "required", field: "", description: "version is required" },
          {
            type: "additional_property_not_allowed",
            field: "",
            description: "Additional property model is not allowed",
          },
        ]),
      }),
  },
  {
    name: "ignores unknown keys in the input",
    recording: null,
    source: "the version's schema has no additionalProperties",
    live: "never",
    exchange: (world) => held(world, () => createPrediction(world, { ...prompt, negative_prompt: "blur" })),
    check: (answer) => holdsJson(answer, 201, fresh()),
  },
  {
    name: "refuses a version that is not there",
    recording: null,
    source: "replicate-javascript#307",
    live: "free",
    exchange: (world) => world.ask("POST", "/predictions", { version: "0".repeat(64), input: { prompt: "boat" } }),
    check: (answer) =>
      holdsProblem(answer, 422, {
        title: "Invalid version or not permitted",
        detail: "The specified version does not exist (or perhaps you don't have permission to use it?)",
        status: 422,
      }),
  },
  {
    name: "runs no model of ours without a version",
    recording: null,
    source: "logs of callers",
    live: "never",
    exchange: (world) => world.ask("POST", `/models/${world.owner}/${world.model}/predictions`, { input: prompt }),
    check: (answer) => holdsProblem(answer, 404, { detail: "The requested resource could not be found.", status: 404 }),
  },
  {
    name: "does not know a prediction that is not there",
    recording: null,
    source: "logs of callers",
    live: "free",
    exchange: (world) => world.ask("GET", "/predictions/zzzzzzzzzzzzzzzzzzzzzzzzzz"),
    check: (answer) => holdsProblem(answer, 404, { status: 404 }),
  },
  {
    name: "lists predictions by the page, without their logs",
    recording: "openapi predictions.list",
    live: "never",
    exchange: async (world) => {
      await world.ended(`/predictions/${idOf(await createPrediction(world))}`);
      return world.ask("GET", "/predictions");
    },
    check: (answer) => {
      const { body } = answer as { body: { results: object[] } };
      holdsJson(answer, 200, page(run({ status: "succeeded", data_removed: false, source: "api", urls: withWeb })));
      expect(body.results.filter((listed) => "logs" in listed)).toEqual([]);
    },
  },
  {
    name: "shows where to look at a prediction",
    recording: "openapi predictions.get",
    live: "never",
    exchange: async (world) => world.ended(`/predictions/${idOf(await createPrediction(world))}`),
    check: (answer) => {
      const ended = { status: "succeeded", data_removed: false, source: "api", logs: expect.any(String) };
      holdsJson(answer, 200, run({ ...ended, started_at: time, completed_at: time, urls: withWeb }));
    },
  },
];
