import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { dice, failures, peace, readMischief } from "../../engine/mischief.ts";
import { dataUri, openStand, type Stand, small, smallSet } from "./stand.ts";

let stand: Stand;
let version: string;

beforeAll(async () => {
  stand = await openStand();
  version = await stand.train("mischief");
});
afterEach(async () => {
  await stand.disturb({});
  for (const { id } of (await stand.json("GET", "/predictions")).body.results) await stand.ended(`/predictions/${id}`);
});
afterAll(() => stand.close());

const paint = (prompt = "boat") => stand.json("POST", "/predictions", { version, input: { prompt, ...small } });

describe("the control", () => {
  it("shows, sets and ends the mischief", async () => {
    expect((await stand.json("GET", "/_mischief")).body).toEqual(peace);
    const set = await stand.disturb({ slowMs: 5, webhooks: { repeat: 2 } });
    expect(set.body).toEqual({ ...peace, slowMs: 5, webhooks: { ...peace.webhooks, repeat: 2 } });
    expect((await stand.json("DELETE", "/_mischief")).status).toBe(204);
    expect((await stand.json("GET", "/_mischief")).body).toEqual(peace);
  });

  it("needs a token and refuses what it does not know", async () => {
    expect((await stand.json("GET", "/_mischief", undefined, { authorization: "" })).status).toBe(401);
    const refused = await stand.disturb({ webhooks: { lose: 2 }, chaos: true });
    expect(refused).toMatchObject({ status: 422, body: { detail: expect.stringMatching(/^This mischief is not/) } });
  });

  it("reads the environment's form as well", () => {
    expect(readMischief({ requests: [{ fault: "reset" }] }).requests).toEqual([
      { fault: "reset", times: 1, match: "" },
    ]);
    expect(() => readMischief({ requests: [{ fault: "nothing" }] })).toThrow("must be equal to one of");
  });
});

describe("spoiled requests", () => {
  const spoil = (fault: string, times = 1, match = "POST /v1/predictions") =>
    stand.disturb({ requests: [{ fault, times, match }] });

  it("are throttled in a burst, and no other", async () => {
    await spoil("throttle", 3);
    for (let index = 0; index < 3; index++) {
      expect(await paint()).toMatchObject({
        status: 429,
        body: { detail: "Request was throttled. Your rate limit resets in ~10s.", status: 429, retry_after: 10 },
      });
    }
    expect((await stand.json("GET", "/account")).status).toBe(200);
    expect((await paint()).status).toBe(201);
  });

  it("fail, run out of credit or come back malformed", async () => {
    await spoil("fail");
    expect((await paint()).status).toBe(500);
    await spoil("credit");
    expect(await paint()).toMatchObject({ status: 402, body: { title: "Insufficient credit", status: 402 } });
    await spoil("malformed");
    await expect(paint()).rejects.toThrow(SyntaxError);
  });

  it("lose their connection, before or after the work", async () => {
    const count = async () => (await stand.json("GET", "/predictions")).body.results.length;
    const before = await count();
    await spoil("reset");
    await expect(paint()).rejects.toThrow("fetch failed");
    expect(await count()).toBe(before);
    await spoil("swallow");
    await expect(paint()).rejects.toThrow("fetch failed");
    expect(await count()).toBe(before + 1);
  });
});

describe("spoiled runs", () => {
  it.each(Object.entries(failures))("fail with %s", async (failure, error) => {
    await stand.disturb({ failures: [{ failure, kind: "prediction" }] });
    const { body } = await paint();
    expect(await stand.ended(`/predictions/${body.id}`)).toMatchObject({ status: "failed", error, output: null });
    const { body: next } = await paint();
    expect((await stand.ended(`/predictions/${next.id}`)).status).toBe("succeeded");
  });

  it("fail before they start", async () => {
    await stand.disturb({ failures: [{ failure: "E6716", kind: "training", begun: false }] });
    const input = { input_images: dataUri(await smallSet()) };
    const { body } = await stand.startTraining("local/mischief", input);
    const failed = await stand.ended(`/trainings/${body.id}`);
    expect(failed).toMatchObject({ status: "failed", error: failures.E6716, metrics: { predict_time: 0 } });
    expect(failed.started_at).toBe(failed.completed_at);
  });

  it("stay starting until they are let go", async () => {
    await stand.disturb({ stuck: ["prediction"] });
    const { body } = await paint();
    await sleep(50);
    expect((await stand.json("GET", `/predictions/${body.id}`)).body).toMatchObject({
      status: "starting",
      metrics: {},
    });
    await stand.disturb({});
    expect((await stand.ended(`/predictions/${body.id}`)).status).toBe("succeeded");
  });

  it("work slowly", async () => {
    await stand.disturb({ slowMs: 200 });
    const began = Date.now();
    const { body } = await paint();
    await stand.ended(`/predictions/${body.id}`);
    expect(Date.now() - began).toBeGreaterThanOrEqual(200);
  });

  it("lose their data at once when the hour is made short", async () => {
    const { body } = await paint();
    const done = await stand.ended(`/predictions/${body.id}`);
    expect((await fetch(done.output[0])).status).toBe(200);
    await stand.disturb({ retentionMs: 0 });
    expect((await stand.json("GET", `/predictions/${body.id}`)).body).toMatchObject({
      status: "succeeded",
      data_removed: true,
      input: {},
      output: null,
      logs: "",
    });
    expect((await fetch(done.output[0])).status).toBe(404);
  });
});

it("throws the same dice for the same seed", () => {
  const throws = (seed: number) => Array.from({ length: 50 }, dice(seed));
  expect(throws(7)).toEqual(throws(7));
  expect(throws(7)).not.toEqual(throws(8));
  expect(throws(7).every((number) => number >= 0 && number < 1)).toBe(true);
});
