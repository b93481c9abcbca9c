import Replicate from "replicate";
import { ReplicateError } from "./errors.ts";
import { fetchOnce } from "./once.ts";
import type { RunKind } from "./purchase.ts";
import { readSnapshot, type Snapshot } from "./snapshot.ts";
import type { Page, Run } from "./wire.ts";
import { webhookEvents } from "./wire.ts";

/** The settings this room needs; the names are those of the environment. */
export interface Connection {
  REPLICATE_URL: string;
  REPLICATE_API_TOKEN: string;
  REPLICATE_TRAINER: string;
  REPLICATE_DESTINATION: string;
}

export interface TrainOrder {
  setUrl: string;
  triggerWord: string;
  steps: number;
  learningRate: number;
  /** These three: null leaves them to the trainer. */
  loraRank?: number | null;
  captionDropout?: number | null;
  resolution?: string | null;
  webhook: string;
}

/** One picture; sides are multiples of 16. */
export interface PaintOrder {
  /** `owner/name:id` or the bare id. */
  version: string;
  prompt: string;
  seed: number;
  width: number;
  height: number;
  steps: number;
  guidance: number;
  strength: number;
  /** A picture to begin from; the result takes its size. */
  start: { url: string; promptStrength: number } | null;
  webhook: string;
}

/** A run in the provider's list: what it was asked for, beside what became of it. */
export interface ListedRun extends Snapshot {
  version: string;
  input: Record<string, unknown>;
}

/** Everything the site asks of the provider. Throws ReplicateError alone. */
export interface Provider {
  /** @returns the remote id. */
  train: (order: TrainOrder) => Promise<string>;
  /** @returns the remote id. */
  paint: (order: PaintOrder) => Promise<string>;
  see: (kind: RunKind, remoteId: string) => Promise<Snapshot>;
  /** The newest hundred runs. */
  newest: (kind: RunKind) => Promise<ListedRun[]>;
  /** A run that is over, or unknown, counts as cancelled. */
  cancel: (kind: RunKind, remoteId: string) => Promise<void>;
  /** Removes a trained version; gone already counts as removed. */
  forget: (version: string) => Promise<void>;
  webhookSecret: () => Promise<string>;
}

const providers = new Map<string, Provider>();

/** One client per deployment and isolate: it remembers that the destination exists. */
export function providerOf(connection: Connection): Provider {
  const key = `${connection.REPLICATE_URL} ${connection.REPLICATE_API_TOKEN} ${connection.REPLICATE_DESTINATION}`;
  const known = providers.get(key);
  if (known) return known;
  const provider = connect(connection);
  providers.set(key, provider);
  return provider;
}

const idOf = (version: string) => version.slice(version.indexOf(":") + 1);

export function connect(connection: Connection): Provider {
  const happened = new WeakMap<Response, ReplicateError>();
  const client = new Replicate({
    auth: connection.REPLICATE_API_TOKEN,
    baseUrl: connection.REPLICATE_URL,
    useFileOutput: false,
    fetch: fetchOnce(happened),
  });

  /** Turns what the client throws into what really happened. */
  const ask = async <Answer>(request: Promise<Answer>): Promise<Answer> => {
    try {
      return await request;
    } catch (error) {
      const response = (error as { response?: Response }).response;
      throw (response && happened.get(response)) ?? new ReplicateError(0, String(error));
    }
  };

  const unless =
    (...statuses: number[]) =>
    (error: unknown): void => {
      if (!(error instanceof ReplicateError) || !statuses.includes(error.status)) throw error;
    };

  let destination: Promise<`${string}/${string}`> | undefined;
  const ensureDestination = async (): Promise<`${string}/${string}`> => {
    const { username } = await ask(client.accounts.current());
    const name = connection.REPLICATE_DESTINATION;
    // The hardware is required and then overridden by the provider for a trained model.
    const wish = { visibility: "private", hardware: "gpu-t4" } as const;
    await ask<unknown>(client.models.create(username, name, wish)).catch(unless(409));
    return `${username}/${name}`;
  };
  const destinationOf = () => {
    destination ??= ensureDestination().catch((error: unknown) => {
      destination = undefined;
      // Nothing was bought yet, whatever became of this request.
      throw error instanceof ReplicateError && error.retryable ? new ReplicateError(429, error.message) : error;
    });
    return destination;
  };

  const [trainer = "", trainerVersion = ""] = connection.REPLICATE_TRAINER.split(":");
  const [trainerOwner = "", trainerName = ""] = trainer.split("/");
  const events = [...webhookEvents];

  return {
    async train({ setUrl, triggerWord, steps, learningRate, loraRank, captionDropout, resolution, webhook }) {
      const order = async () =>
        await ask(
          client.trainings.create(trainerOwner, trainerName, trainerVersion, {
            destination: await destinationOf(),
            input: {
              input_images: setUrl,
              trigger_word: triggerWord,
              steps,
              learning_rate: learningRate,
              ...(loraRank && { lora_rank: loraRank }),
              ...(typeof captionDropout === "number" && { caption_dropout_rate: captionDropout }),
              ...(resolution && { resolution }),
              // Every picture brings its own caption file.
              autocaption: false,
            },
            webhook,
            webhook_events_filter: events,
          }),
        );
      const training = await order().catch((error: unknown) => {
        // The destination may have been deleted since this isolate saw it.
        if (!(error instanceof ReplicateError) || error.status !== 404) throw error;
        destination = undefined;
        return order();
      });
      return training.id;
    },

    async paint({ version, prompt, seed, width, height, steps, guidance, strength, start, webhook }) {
      const input = {
        prompt,
        seed,
        aspect_ratio: "custom",
        width,
        height,
        num_outputs: 1,
        num_inference_steps: steps,
        guidance_scale: guidance,
        lora_scale: strength,
        ...(start && { image: start.url, prompt_strength: start.promptStrength }),
        output_format: "webp",
        output_quality: 90,
      };
      const order = { version: idOf(version), input, webhook, webhook_events_filter: events };
      return (await ask(client.predictions.create(order))).id;
    },

    async see(kind, remoteId) {
      const run = await ask<unknown>(
        kind === "training" ? client.trainings.get(remoteId) : client.predictions.get(remoteId),
      );
      return readSnapshot(run as Run<unknown>);
    },

    async newest(kind) {
      const page = await ask<unknown>(kind === "training" ? client.trainings.list() : client.predictions.list());
      return (page as Page<Run<unknown>>).results.map((run) => ({
        ...readSnapshot(run),
        version: run.version,
        input: run.input ?? {},
      }));
    },

    async cancel(kind, remoteId) {
      const request = kind === "training" ? client.trainings.cancel(remoteId) : client.predictions.cancel(remoteId);
      await ask<unknown>(request).catch(unless(404, 409, 422));
    },

    async forget(version) {
      const [model, id] = version.split(":");
      await ask<unknown>(client.request(`/models/${model}/versions/${id}`, { method: "DELETE" })).catch(unless(404));
    },

    webhookSecret: async () => (await ask(client.webhooks.default.secret.get())).key,
  };
}

/** Whether a listed run is for this version; lists name it bare. */
export const isVersion = (listed: string, version: string): boolean => idOf(listed) === idOf(version);
