import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { GenerateAccepted, Generation } from "../../src/contract/generation.ts";
import { countingOf } from "../../src/http/count.ts";
import { markOf } from "../../src/http/log.ts";
import { faultCode } from "../../src/replicate/failure.ts";
import type { Job } from "../../src/room/job.ts";
import { noteMove, noteUnpaid } from "../../src/room/journal.ts";
import worker from "../../src/worker.ts";
import recorded from "../worker/first-release.json";
import { deliver, FakeReplicate, tapQueue } from "../worker/replicate.ts";
import { soon } from "../worker/soon.ts";
import { newTrainedStudio } from "../worker/studio.ts";

const replicate = new FakeReplicate();
const lines: Record<string, unknown>[] = [];
beforeAll(() => {
  replicate.install();
  for (const level of ["info", "warn", "error"] as const) {
    vi.spyOn(console, level).mockImplementation((text: unknown) => {
      const line = String(text);
      if (line.startsWith('{"level"')) lines.push(JSON.parse(line) as Record<string, unknown>);
    });
  }
});
afterAll(() => replicate.leave());

const generate = async ({ artist, styleId }: Awaited<ReturnType<typeof newTrainedStudio>>) => {
  const answer = await artist.ask("POST", "/api/generate", { styleId, prompt: "a harbour nobody may read of" });
  return { answer, id: (await answer.json<GenerateAccepted>()).generationId };
};

/** A dataset that remembers what was written. */
const dataset = () => {
  const points: { indexes: string[]; blobs: string[]; doubles: number[] }[] = [];
  return { points, COUNTERS: { writeDataPoint: (point: (typeof points)[number]) => void points.push(point) } };
};

describe("the log", () => {
  it("tells a job's whole way, from the click to the kept picture, by its ids", async () => {
    const studio = await newTrainedStudio();
    const { artist, styleId } = studio;
    const { answer, id } = await generate(studio);
    await tapQueue("generation", styleId, id);
    const [run] = replicate.bought(id);
    run!.status = "processing";
    await deliver(run!, { id: "hook-1" });
    replicate.succeed(run!);
    await deliver(run!, { id: "hook-2" });
    await tapQueue("generation", styleId, id);
    await soon(async () =>
      expect((await (await artist.ask("GET", `/api/generations/${id}`)).json<Generation>()).status).toBe("COMPLETED"),
    );
    const way = lines.filter((line) => line.jobId === id && !["room.ignored", "request"].includes(String(line.event)));
    const told = way.map(({ event, by, did, status, phase, webhookId }) =>
      [event, by ?? did ?? webhookId, status, phase].filter((part) => part !== undefined && part !== null).join(" "),
    );
    expect(told).toEqual([
      "job.asked",
      "room.moved requested PENDING owed",
      "room.moved claimed PROCESSING claimed",
      "job.worked submitted",
      "room.moved submitted PROCESSING running",
      "webhook.heard hook-1 processing",
      "room.moved observed PROCESSING keep-owed",
      "webhook.heard hook-2 succeeded",
      "room.moved claimed PROCESSING keeping",
      "job.worked kept",
      "room.moved kept COMPLETED kept",
    ]);
    expect(way.every((line) => line.styleId === styleId)).toBe(true);
    const requestId = answer.headers.get("X-Request-Id");
    expect(way[0]).toMatchObject({ requestId, user: markOf(artist.id), kind: "generation" });
    expect(lines).toContainEqual(
      expect.objectContaining({
        event: "request",
        requestId,
        route: "/api/generate",
        status: 202,
        user: markOf(artist.id),
      }),
    );
    expect(way.filter(({ remoteId }) => remoteId === run!.id).length).toBeGreaterThan(3);
    const all = JSON.stringify(lines);
    for (const secret of [artist.id, artist.email, artist.token, "nobody may read", run!.webhook.split("token=")[1]!]) {
      expect(all).not.toContain(secret);
    }
  });

  it("says which style and job an address names, and nothing of a mere look", async () => {
    const { artist, styleId } = await newTrainedStudio();
    await artist.ask("GET", `/api/styles/${styleId}`);
    await artist.ask("PATCH", `/api/styles/${styleId}`, { name: "Quays" });
    await artist.ask("POST", "/api/generations/nothing/cancel");
    await artist.ask("POST", "/api/generations/<b>a sentence<b>/cancel");
    const mine = lines.filter(({ event, user }) => event === "request" && user === markOf(artist.id));
    expect(
      mine.map(({ method, route, status, styleId: style, jobId }) => [method, route, status, style, jobId]),
    ).toEqual([
      ["POST", "/api/styles", 201, undefined, undefined],
      ["PATCH", "/api/styles/:id", 200, styleId, undefined],
      ["POST", "/api/generations/:id/cancel", 404, undefined, "nothing"],
      ["POST", "/api/generations/:id/cancel", 404, undefined, undefined],
    ]);
  });
});

describe("the counters", () => {
  it("count every request by its route, whatever it asked for", async () => {
    const { points, COUNTERS } = dataset();
    const ask = (path: string, method = "GET") =>
      worker.fetch(
        new Request(`http://artistcloner.test${path}`, { method }) as Request<unknown, IncomingRequestCfProperties>,
        { ...env, COUNTERS } as Env,
        createExecutionContext(),
      );
    await ask("/api/styles/01abc");
    await ask("/api/nothing/01abc");
    await ask("/api/webhooks/replicate/s/j", "POST");
    expect(points.map(({ indexes, blobs }) => [...indexes, ...blobs].join(" "))).toEqual([
      "request request GET /api/styles/:id 401",
      "request request GET none 404",
      "webhook webhook replicate refused",
      "request request POST /api/webhooks/replicate/:styleId/:jobId 401",
    ]);
    expect(points.every(({ doubles }) => doubles[0] === 1 && doubles[1]! >= 0)).toBe(true);
  });

  it("name style, job and level of a debt that could not be paid", () => {
    const job = { state: { copy: { styleId: "style" } } } as unknown as Parameters<typeof noteUnpaid>[1];
    const owed = { seq: 1, jobId: "job", attempts: 2, dueAt: 0 };
    noteUnpaid(env, job, { ...owed, effect: { type: "settle" } }, false, new Error("D1 is away"));
    noteUnpaid(env, null, { ...owed, effect: { type: "sweep" } }, true, new Error("R2 is away"));
    const told = lines.filter(({ event }) => event === "room.unpaid");
    expect(told).toEqual([
      expect.objectContaining({ level: "error", styleId: "style", jobId: "job", attempts: 3, effect: "settle" }),
      expect.objectContaining({ level: "error", jobId: "job", effect: "sweep", reason: "Error: R2 is away" }),
    ]);
  });

  it("count a job's end once, and the provider's faults by code", () => {
    const { points, COUNTERS } = dataset();
    const job = (name: "generation settling" | "generation running") =>
      ({ kind: "generation", state: recorded[name].state }) as unknown as Job;
    const [running, done] = [job("generation running"), job("generation settling")];
    const kept = { kind: "generation", event: { type: "kept", token: "x" } } as const;
    noteMove({ COUNTERS } as unknown as Env, running, done, kept);
    noteMove({ COUNTERS } as unknown as Env, done, done, kept);
    const snapshot = { status: "failed", error: "Director: unexpected error (E1000)" };
    const failed = { kind: "generation", event: { type: "observed", token: null, snapshot } };
    noteMove({ COUNTERS } as unknown as Env, running, running, failed as unknown as Parameters<typeof noteMove>[3]);
    expect(points.map(({ blobs }) => blobs.join(" "))).toEqual(["job generation COMPLETED", "fault E1000"]);
    expect(["NSFW content", "CUDA out of memory", "x (code: PA)", null].map(faultCode)).toEqual([
      ...["nsfw", "memory", "PA", "other"],
    ]);
  });

  it("never stop what they count, bound or not", () => {
    const point = { what: "fault", code: "500" } as const;
    const full = () => {
      throw new Error("too many points");
    };
    expect(() => countingOf({})(point)).not.toThrow();
    expect(() => countingOf({ COUNTERS: { writeDataPoint: full } })(point)).not.toThrow();
  });
});
