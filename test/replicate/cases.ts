import { expect } from "vitest";
import type { Answer, Recording } from "./fixtures/recorded.ts";
import {
  canceled,
  file,
  fresh,
  holdsJson,
  holdsLimits,
  holdsProblem,
  model,
  page,
  run,
  time,
  version,
  versionId,
} from "./shapes.ts";

/** What a case stands on: an account with a trained model. */
export interface World {
  ask(method: string, route: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  owner: string;
  /** `owner/name` of the trainer and its version. */
  trainer: string;
  trainerVersion: string;
  /** Name of a model of ours with one version. */
  model: string;
  version: string;
  /** A training set, as a data URI. */
  set: string;
  /** A model name that is free. */
  freeName(): string;
  /** GETs until the run has ended. */
  ended(route: string): Promise<Answer>;
  /** Holds every run back, or lets them go. */
  hold(held: boolean): Promise<unknown>;
}

export interface Case {
  name: string;
  /** The recording whose facts it states; null where there is none, with the fact's source instead. */
  recording: Recording | null;
  source?: string;
  /** `free`: costs nothing and leaves nothing behind, so the live service is asked too. */
  live: "free" | "never";
  exchange(world: World): Promise<Answer>;
  check(answer: Answer): void;
}

const prompt = { prompt: "a studio photo of a harbour", seed: 42069, aspect_ratio: "custom", width: 256, height: 256 };
const zipUrl = "https://replicate.delivery/pbxt/none/data.zip";
const trainingsOf = ({ trainer, trainerVersion }: World) => `/models/${trainer}/versions/${trainerVersion}/trainings`;
const idOf = (answer: Answer) => (answer.body as { id: string }).id;

const withWeb = expect.objectContaining({ web: expect.stringMatching(/^https?:/) });

const createPrediction = (world: World, input: object = prompt, headers?: Record<string, string>) =>
  world.ask("POST", "/predictions", { version: world.version, input }, headers);
const createTraining = (world: World, input: object) =>
  world.ask("POST", trainingsOf(world), { destination: `${world.owner}/${world.model}`, input });
const held = async (world: World, exchange: () => Promise<Answer>) => {
  await world.hold(true);
  const answer = await exchange();
  await world.hold(false);
  return answer;
};
const createFile = async (world: World) => {
  const form = new FormData();
  form.append("content", new File([], "note.txt", { type: "text/plain" }));
  return world.ask("POST", "/files", form);
};

export const cases: Case[] = [
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
  {
    name: "lists versions by the page",
    recording: "openapi models.versions.list",
    live: "free",
    exchange: (world) => world.ask("GET", `/models/${world.trainer}/versions`),
    check: (answer) => holdsJson(answer, 200, page(version)),
  },
  {
    name: "keeps a file",
    recording: "file-operations, create",
    live: "never",
    exchange: createFile,
    check: (answer) => holdsJson(answer, 201, file),
  },
  {
    name: "shows a file",
    recording: "file-operations, get",
    live: "never",
    exchange: async (world) => world.ask("GET", `/files/${idOf(await createFile(world))}`),
    check: (answer) => holdsJson(answer, 200, file),
  },
  {
    name: "lists files by the page",
    recording: "file-operations, list",
    live: "never",
    exchange: async (world) => {
      await createFile(world);
      return world.ask("GET", "/files");
    },
    check: (answer) => holdsJson(answer, 200, page(file)),
  },
  {
    name: "deletes a file",
    recording: "file-operations, delete",
    live: "never",
    exchange: async (world) => world.ask("DELETE", `/files/${idOf(await createFile(world))}`),
    check: (answer) => expect(answer).toMatchObject({ status: 204, body: undefined }),
  },
  {
    name: "does not know a file that is not there",
    recording: null,
    source: "openapi.json, /files/{file_id}/download",
    live: "free",
    exchange: (world) => world.ask("GET", "/files/surely-nothing-of-this-name"),
    check: (answer) => holdsProblem(answer, 404, { detail: expect.any(String) }),
  },
];
