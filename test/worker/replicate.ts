import {
  createExecutionContext,
  createMessageBatch,
  listDurableObjectIds,
  runInDurableObject,
  waitOnExecutionContext,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, vi } from "vitest";
import { consume } from "../../src/jobs.ts";
import { signWebhook } from "../../src/replicate/signature.ts";
import type { Run } from "../../src/replicate/wire.ts";
import type { JobMessage } from "../../src/room/message.ts";
import { send } from "./artist.ts";
import { soon } from "./soon.ts";

const API = "http://replicate.test/v1";
const SECRET = `whsec_${btoa("a secret that only tests know")}`;
const FILES = "https://replicate.delivery/";
/** A picture of one pixel. */
export const WEBP = Uint8Array.from(atob("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"), (c) =>
  c.charCodeAt(0),
);

type RemoteRun = Run<unknown> & { webhook: string };

/** How the next order is answered: a status, `lost` (bought, but the answer never comes) or `unheard` (never arrived). */
export type Mischief = number | "lost" | "unheard";

/** Rooms that earlier files left; no test enters another's. */
const left = new Set<string>();

/** Replicate as far as the Worker knows it, in memory, with a journal of what was asked. Webhooks go out when a test says so. */
export class FakeReplicate {
  readonly runs: RemoteRun[] = [];
  readonly journal: string[] = [];
  readonly files = new Map<string, Uint8Array>();
  mischief: Mischief[] = [];
  /** As the provider does while a version is at work. */
  refuseDeletes = false;
  /** Every cancellation is answered after this. */
  hesitation: Promise<void> = Promise.resolve();
  #made = 0;

  install(): void {
    vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => this.#answer(new Request(input, init)));
  }

  /** Rooms outlive their tests: their work is forgotten, so that no alarm rings into the next file's. */
  async leave(): Promise<void> {
    const ours = (await listDurableObjectIds(env.ROOMS)).filter((id) => !left.has(id.toString()));
    await Promise.all(
      ours.map(async (id) => {
        await runInDurableObject(env.ROOMS.get(id), async (_, { storage }) => {
          storage.sql.exec("DELETE FROM jobs");
          storage.sql.exec("DELETE FROM outbox");
          await storage.deleteAlarm();
        });
        left.add(id.toString());
      }),
    );
    vi.restoreAllMocks();
  }

  /** The orders of a job: each is paid for. */
  bought(jobId: string): RemoteRun[] {
    return this.runs.filter(({ webhook }) => webhook.includes(`/${jobId}?`));
  }

  async #answer(request: Request): Promise<Response> {
    const path = request.url.replace(API, "");
    if (request.url.startsWith(FILES)) {
      this.journal.push(`GET ${request.url}`);
      const file = this.files.get(request.url);
      if (!file) return new Response(null, { status: 404 });
      const headers = { "Content-Length": String(file.length) };
      return new Response(file as Uint8Array<ArrayBuffer>, { headers });
    }
    this.journal.push(`${request.method} ${path}`);
    const [, id, cancel] = /^\/(?:trainings|predictions)\/([^/]+)(\/cancel)?$/.exec(path) ?? [];
    if (cancel) await this.hesitation;
    if (id) return this.#look(id, cancel !== undefined);
    switch (`${request.method} ${path}`) {
      case "GET /account":
        return Response.json({ type: "user", username: "studio" });
      case "POST /models":
        return Response.json({ detail: "A model with that name and owner already exists." }, { status: 409 });
      case "GET /webhooks/default/secret":
        return Response.json({ key: SECRET });
      case "GET /trainings":
      case "GET /predictions":
        return Response.json({ previous: null, next: null, results: [...this.runs].reverse() });
    }
    if (request.method === "DELETE") {
      return this.refuseDeletes
        ? Response.json({ detail: "in use" }, { status: 409 })
        : new Response(null, { status: 202 });
    }
    return this.#order(request);
  }

  #look(id: string, cancel: boolean): Response {
    const run = this.runs.find((one) => one.id === id);
    if (!run) return Response.json({ detail: "The requested resource could not be found." }, { status: 404 });
    if (cancel && (run.status === "starting" || run.status === "processing")) run.status = "canceled";
    return Response.json(run);
  }

  async #order(request: Request): Promise<Response> {
    const mischief = this.mischief.shift();
    if (mischief === "unheard") throw new TypeError("network connection lost");
    if (typeof mischief === "number") {
      return Response.json({ detail: "no" }, { status: mischief, headers: { "Retry-After": "1" } });
    }
    const { input, webhook, version } = await request.json<{
      input: Record<string, unknown>;
      webhook: string;
      version?: string;
    }>();
    this.#made += 1;
    const id = `run${crypto.randomUUID().slice(0, 8)}${this.#made}`;
    const run: RemoteRun = {
      id,
      model: "studio/model",
      version: version ?? "trainer",
      input,
      webhook,
      status: "starting",
      created_at: new Date().toISOString(),
      urls: { get: "", cancel: "" },
    };
    this.runs.push(run);
    if (mischief === "lost") throw new TypeError("network connection lost");
    return Response.json(run, { status: 201 });
  }

  /** Ends a run as Replicate does: with files that can be fetched. */
  succeed(run: RemoteRun): void {
    run.status = "succeeded";
    const isTraining = typeof run.input.input_images === "string";
    const url = `${FILES}${run.id}/${isTraining ? "weights.tar" : "out-0.webp"}`;
    this.files.set(url, isTraining ? new TextEncoder().encode("weights") : WEBP);
    run.output = isTraining ? { version: `studio/artistcloner-styles:${run.id}`, weights: url } : [url];
  }
}

export interface Delivery {
  id?: string;
  secret?: string;
  /** Seconds added to the clock. */
  skew?: number;
  body?: string;
}

/** Delivers what a run looks like now, signed; twice with the same `id` is a repeat. */
export async function deliver(run: Run<unknown> & { webhook: string }, delivery: Delivery = {}): Promise<Response> {
  const { id = crypto.randomUUID(), secret = SECRET, skew = 0, body = JSON.stringify(run) } = delivery;
  const timestamp = String(Math.floor(Date.now() / 1_000) + skew);
  const signature = await signWebhook(secret, { id, timestamp, body });
  const { pathname, search } = new URL(run.webhook);
  return send(pathname + search, {
    method: "POST",
    body,
    headers: { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature },
  });
}

let messages = 0;

/** Whether a consumer, perhaps of the real queue's own delivery, is at work on a job. */
const isAtWork = (roomId: string, jobId: string) =>
  runInDurableObject(env.ROOMS.get(env.ROOMS.idFromName(roomId)), (_, { storage }) => {
    const [row] = storage.sql.exec<{ state: string }>(
      "SELECT state FROM jobs WHERE id = ? AND wake_at IS NOT NULL",
      jobId,
    );
    return row !== undefined && ["claimed", "keeping"].includes(JSON.parse(row.state).purchase.phase);
  });

/**
 * Hands one message to the consumer at once and waits until its work is done. The real queue delivers its own copy, sooner
 * or later, which must change nothing.
 */
export async function tapQueue(
  kind: JobMessage["kind"],
  roomId: string,
  jobId: string,
  queue = `${kind}-jobs`,
): Promise<void> {
  messages += 1;
  const body: JobMessage = { kind, roomId, jobId };
  const batch = createMessageBatch(queue, [{ id: `m${messages}`, timestamp: new Date(), attempts: 1, body }]);
  const context = createExecutionContext();
  await consume(batch, env, context);
  await waitOnExecutionContext(context);
  await soon(async () => expect(await isAtWork(roomId, jobId)).toBe(false));
}
