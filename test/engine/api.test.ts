import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isTar, readTar, writeTar } from "../../engine/archive.ts";
import { engineApp } from "../../engine/http/app.ts";
import { lifetime, patience } from "../../engine/http/run-request.ts";
import { Throttle } from "../../engine/http/throttle.ts";
import { dataUri, openStand, type Stand, small, smallSet } from "./stand.ts";

let stand: Stand;
let version: string;
let ahead = 0;

beforeAll(async () => {
  stand = await openStand({ now: () => Date.now() + ahead });
  version = await stand.train("api");
});
afterAll(() => stand.close());

const paint = (input: object = {}, headers?: Record<string, string>) =>
  stand.json("POST", "/predictions", { version, input: { prompt: "boat", ...small, ...input } }, headers);
const fieldsOf = async (input: object) => (await paint(input)).body.invalid_fields;

describe("health", () => {
  it.each(["/", "/health"])("is told at %s without a token", async (route) => {
    const answer = await fetch(stand.origin + route);
    expect([answer.status, await answer.json()]).toEqual([200, { status: "ok", engine: "ArtistCloner local engine" }]);
  });

  it("needs no more than 50 ms while work runs", async () => {
    stand.studio.pace = 20;
    const { body } = await stand.startTraining("local/api", { input_images: dataUri(await smallSet()), steps: 30 });
    const times: number[] = [];
    while ((await stand.json("GET", `/trainings/${body.id}`)).body.status !== "succeeded") {
      const began = performance.now();
      await (await fetch(`${stand.origin}/health`)).text();
      times.push(performance.now() - began);
    }
    stand.studio.pace = 1;
    expect(times.sort((one, next) => one - next)[times.length >> 1]).toBeLessThan(50);
  });
});

describe("tokens", () => {
  it.each(["", "Bearer", "Bearer ", "Basic r8_test"])("are demanded: %j is none", async (authorization) => {
    expect((await stand.json("GET", "/account", undefined, { authorization })).status).toBe(401);
  });

  it.each(["Bearer anything", "Token r8_old", "bearer r8"])("are believed: %j", async (authorization) => {
    expect((await stand.json("GET", "/account", undefined, { authorization })).status).toBe(200);
  });
});

describe("a body", () => {
  it("must be a JSON object", async () => {
    for (const body of ["{", "[]", "7", ""]) {
      const answer = await fetch(`${stand.origin}/v1/predictions`, {
        method: "POST",
        headers: { authorization: "Bearer x" },
        body,
      });
      expect(answer.status, body).toBe(400);
    }
  });

  it("may not be endless, whether or not it says its length", async () => {
    const chunk = new Uint8Array(1_000_000).fill(32);
    const endless = (megabytes: number) =>
      new ReadableStream({
        pull(controller) {
          if (megabytes-- > 0) controller.enqueue(chunk);
          else controller.close();
        },
      });
    const app = engineApp(stand.engine);
    const post = async (route: string, body: BodyInit) => {
      const headers = { authorization: "Bearer x", "content-type": "application/json" };
      const answer = await app.request(`/v1${route}`, { method: "POST", headers, body, duplex: "half" } as never);
      return { status: answer.status, detail: (await answer.json()).detail };
    };
    const refused = { status: 413, detail: "Request bodies must be less than 32MB in size" };
    expect(await post("/predictions", endless(33))).toEqual(refused);
    expect(await post("/models", endless(33))).toEqual(refused);
    expect(await post("/files", endless(101))).toEqual({
      status: 413,
      detail: "Files must be less than 100MB in size",
    });
    expect((await post("/predictions", endless(2))).status).toBe(400);
  });

  it("names each wrong field, its type and the rule", async () => {
    expect(
      await fieldsOf({ prompt: 7, seed: 1.5, width: 100, guidance_scale: 11, image: "no url", go_fast: null }),
    ).toEqual(
      expect.arrayContaining([
        { type: "invalid_type", field: "input.prompt", description: "Invalid type. Expected: string, given: integer" },
        { type: "invalid_type", field: "input.seed", description: "Invalid type. Expected: integer, given: number" },
        { type: "number_gte", field: "input.width", description: "Must be greater than or equal to 256" },
        { type: "number_lte", field: "input.guidance_scale", description: "Must be less than or equal to 10" },
        { type: "format", field: "input.image", description: "Does not match format 'uri'" },
        { type: "invalid_type", field: "input.go_fast", description: "Invalid type. Expected: boolean, given: null" },
      ]),
    );
  });

  it("may not name other webhook events", async () => {
    const body = { version, input: { prompt: "boat" }, webhook: "nowhere", webhook_events_filter: ["failed"] };
    const fields = (await stand.json("POST", "/predictions", body)).body.invalid_fields;
    expect(fields.map(({ field }: { field: string }) => field)).toEqual(["webhook", "webhook_events_filter.0"]);
  });

  it("of a training must name a destination of one's own", async () => {
    const route = "/models/ostris/flux-dev-lora-trainer/versions";
    const id = "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497";
    expect((await stand.json("POST", `${route}/${id}/trainings`, { input: {} })).body.detail).toBe(
      "- destination is required\n",
    );
    const theirs = { destination: "ostris/flux-dev-lora-trainer", input: {} };
    expect((await stand.json("POST", `${route}/${id}/trainings`, theirs)).status).toBe(404);
    expect((await stand.json("POST", `${route}/${"0".repeat(64)}/trainings`, theirs)).status).toBe(404);
    const ours = `/models/local/api/versions/${version}/trainings`;
    expect((await stand.json("POST", ours, { destination: "local/api", input: {} })).status).toBe(404);
  });

  it("of a model must have a plain name and an owner of one's own", async () => {
    const model = { owner: "local", name: "fine", visibility: "private", hardware: "cpu" };
    expect((await stand.json("POST", "/models", { ...model, name: "No Good" })).status).toBe(422);
    expect((await stand.json("POST", "/models", { ...model, visibility: "secret" })).status).toBe(422);
    expect((await stand.json("POST", "/models", { ...model, owner: "ostris" })).status).toBe(403);
    expect((await stand.json("DELETE", "/models/ostris/flux-dev-lora-trainer")).status).toBe(403);
  });
});

describe("deadlines", () => {
  it("are read as durations", () => {
    const read = ["5", "30s", "5m", "1h30m45s", "2h"].map(lifetime);
    expect(read).toEqual([5_000, 30_000, 300_000, 5_445_000, 7_200_000]);
    for (const wrong of ["", "4", "4s", "soon", "1d", "-5", "30 s"])
      expect(() => lifetime(wrong), wrong).toThrow("Cancel-After");
  });

  it("abort what waits and cancel what runs", async () => {
    await stand.disturb({ stuck: ["prediction"] });
    const { body: waiting } = await paint({}, { "cancel-after": "5s" });
    ahead = 5_001;
    const aborted = await stand.ended(`/predictions/${waiting.id}`);
    expect(aborted).toMatchObject({ status: "aborted", started_at: null });
    expect(aborted.metrics).not.toHaveProperty("predict_time");

    ahead = 0;
    stand.studio.pace = 5_000;
    await stand.disturb({});
    const { body: running } = await paint({}, { "cancel-after": "5s" });
    await stand.until(`/predictions/${running.id}`, ({ status }) => status === "processing");
    stand.studio.pace = 1;
    ahead = 5_001;
    expect((await stand.json("GET", `/predictions/${running.id}`)).body.status).toBe("canceled");
    ahead = 0;
    expect((await paint({}, { "cancel-after": "never" })).status).toBe(400);
  });
});

describe("waiting", () => {
  it("is read from Prefer", () => {
    expect([patience("wait"), patience("wait=1"), patience("wait=60")]).toEqual([60_000, 1_000, 60_000]);
    for (const other of [undefined, "", "wait=0", "wait=61", "respond-async"]) expect(patience(other)).toBeUndefined();
  });

  it("does not wait without it", async () => {
    expect(await paint({}, { prefer: "respond-async" })).toMatchObject({ status: 201, body: { status: "starting" } });
  });
});

describe("pages", () => {
  it("are filtered by time", async () => {
    const { body: before } = await paint();
    await sleep(5);
    const border = new Date().toISOString();
    await sleep(5);
    const { body: later } = await paint();
    const ids = async (query: string) => {
      const { results } = (await stand.json("GET", `/predictions?${query}`)).body;
      return results.map(({ id }: { id: string }) => id);
    };
    expect(await ids(`created_after=${border}`)).toEqual([later.id]);
    expect(await ids(`created_before=${border}`)).toContain(before.id);
    expect(await ids(`created_before=${border}`)).not.toContain(later.id);
    expect(await ids("source=web")).toEqual([]);
    expect((await stand.json("GET", "/predictions?created_after=noon")).status).toBe(400);
    expect((await stand.json("GET", "/predictions?cursor=nonsense")).status).toBe(400);
  });
});

describe("limits", () => {
  it("are 600 new predictions and 3000 of the rest a minute", () => {
    const throttle = new Throttle(0);
    const takes = Array.from({ length: 601 }, () => throttle.take("POST", "/v1/predictions", 0));
    expect(takes[0]).toEqual({ remaining: 599, wait: 0 });
    expect(takes[599]).toEqual({ remaining: 0, wait: 0 });
    expect(takes[600]).toEqual({ remaining: 0, wait: 1 });
    expect(throttle.take("GET", "/v1/predictions", 0)).toEqual({ remaining: 2999, wait: 0 });
    expect(throttle.take("POST", "/v1/predictions", 60_000)).toEqual({ remaining: 599, wait: 0 });
  });
});

describe("files", () => {
  it("are downloaded by a signature, never by a token alone, until they expire", async () => {
    const form = new FormData();
    form.append("content", new File(["hello"], "grüße.txt", { type: "text/plain" }));
    const created = await fetch(`${stand.origin}/v1/files`, {
      method: "POST",
      headers: { authorization: "Bearer x" },
      body: form,
    });
    const file = await created.json();
    expect(file).toMatchObject({ name: "grüße.txt", size: 5 });
    const { body: run } = await paint({ image: file.urls.get });
    const link = String(run.input.image);
    expect(link).toMatch(/\/v1\/files\/[\w-]+\/download\?expiry=\d+&owner=local&signature=[\w%]+$/);
    expect(await (await fetch(link)).text()).toBe("hello");
    for (const forged of [link.replace("owner=local", "owner=other"), link.replace(/signature=../, "signature=aa")]) {
      expect((await fetch(forged)).status).toBe(404);
    }
    expect((await stand.ask("GET", `/files/${file.id}/download`)).status).toBe(404);
    ahead = 25 * 3_600_000;
    expect((await fetch(link)).status).toBe(404);
    expect((await stand.ask("GET", `/files/${file.id}`)).status).toBe(404);
    ahead = 0;
  });

  it("must have content, below 100 MB", async () => {
    const post = (headers: Record<string, string>, body: RequestInit["body"]) =>
      fetch(`${stand.origin}/v1/files`, {
        method: "POST",
        headers: { authorization: "Bearer x", ...headers },
        body,
      } as never);
    const form = new FormData();
    form.append("metadata", "{}");
    expect((await post({}, form)).status).toBe(422);
    expect((await post({ "content-type": "text/plain" }, "hello")).status).toBe(422);
  });
});

describe("an hour later", () => {
  it("a run has lost its data and keeps its story", async () => {
    const { body } = await paint();
    const done = await stand.ended(`/predictions/${body.id}`);
    ahead = 3_599_000;
    expect((await stand.json("GET", `/predictions/${body.id}`)).body.output).toEqual(done.output);
    ahead = 3_601_000;
    expect((await fetch(done.output[0])).status).toBe(404);
    const { input, output, logs, ...story } = done;
    const removed = (await stand.json("GET", `/predictions/${body.id}`)).body;
    expect(removed).toEqual({ ...story, input: {}, output: null, logs: "", data_removed: true });
    expect((await stand.json("GET", `/models/local/api/versions/${version}`)).status).toBe(200);
    ahead = 0;
  });
});

describe("delivery", () => {
  it.each([
    "/delivery/..%2f..%2fwebhook-secret/x.webp",
    "/delivery/a/..%2fx.webp",
    "/delivery/a/b.json",
    "/delivery/a/b.webp",
  ])("gives nothing at %s", async (route) => {
    expect((await fetch(stand.origin + route)).status).toBe(404);
  });
});

describe("a tar", () => {
  it("is read as it was written", () => {
    const entries = [
      { name: "output/a.txt", bytes: new TextEncoder().encode("a") },
      { name: "empty", bytes: new Uint8Array() },
      { name: "full", bytes: new Uint8Array(512).fill(7) },
    ];
    const tar = writeTar(entries, 1_700_000_000_000);
    expect(isTar(tar)).toBe(true);
    expect(tar.length % 512).toBe(0);
    expect(readTar(tar)).toEqual(entries);
    expect(isTar(new Uint8Array(600))).toBe(false);
    expect(() => readTar(tar.subarray(0, 2_300))).toThrow("The tar file is cut short.");
    expect(() => writeTar([{ name: "x".repeat(101), bytes: new Uint8Array() }], 0)).toThrow("too long");
  });
});
