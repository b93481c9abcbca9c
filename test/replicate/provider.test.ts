import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { connect, isVersion, type Provider } from "../../src/replicate/client.ts";
import type { ReplicateError } from "../../src/replicate/errors.ts";
import { fetchPicture } from "../../src/replicate/output.ts";
import { readSnapshot, type Snapshot } from "../../src/replicate/snapshot.ts";
import { dataUri, openReceiver, openStand, type Stand, smallSet, TRAINER } from "../engine/stand.ts";

let stand: Stand;
let provider: Provider;
let version = "";
const order = {
  prompt: "boat",
  width: 256,
  height: 256,
  steps: 4,
  guidance: 3,
  strength: 1,
  start: null,
  webhook: "http://127.0.0.1:1/",
};

const ended = async (kind: "training" | "prediction", id: string): Promise<Snapshot> => {
  await stand.ended(`/${kind}s/${id}`);
  return provider.see(kind, id);
};
const train = async (webhook = order.webhook) =>
  provider.train({ setUrl: dataUri(await smallSet()), triggerWord: "MIRAX", steps: 5, learningRate: 0.0004, webhook });

beforeAll(async () => {
  stand = await openStand({ retries: [] });
  provider = connect({
    REPLICATE_URL: `${stand.origin}/v1`,
    REPLICATE_API_TOKEN: "r8_test",
    REPLICATE_TRAINER: `ostris/flux-dev-lora-trainer:${TRAINER}`,
    REPLICATE_DESTINATION: "artistcloner-styles",
  });
  version = (await ended("training", await train())).output?.version ?? "";
});
afterEach(() => stand.disturb({}));
afterAll(() => stand.close());

describe("what the site asks of the provider, asked of the engine", () => {
  it("trains a version of the destination it made", async () => {
    expect(version).toMatch(/^local\/artistcloner-styles:[0-9a-f]{64}$/);
    const receiver = await openReceiver();
    const id = await train(receiver.url);
    const seen = await ended("training", id);
    expect(seen).toMatchObject({ remoteId: id, status: "succeeded", error: null, percent: null });
    expect(seen.progress).toMatchObject({ stage: "packaging", step: 5, total: 5 });
    expect(seen.output?.files).toEqual([expect.stringMatching(/trained_model\.tar$/)]);
    const done = ({ body }: { body: string }) => JSON.parse(body).status === "succeeded";
    const heard = (await receiver.heard(done)).find(done);
    expect(readSnapshot(JSON.parse(heard?.body ?? ""))).toEqual(seen);
    await receiver.close();
  });

  it("paints a picture it can keep", async () => {
    const id = await provider.paint({ ...order, version, seed: 7 });
    const seen = await ended("prediction", id);
    expect(seen).toMatchObject({ status: "succeeded", percent: 100, progress: null });
    expect((await fetchPicture(seen.output?.files[0] ?? "")).length).toBeGreaterThan(20);
  });

  it("cancels, and cancels again", async () => {
    await stand.disturb({ stuck: ["prediction"] });
    const id = await provider.paint({ ...order, version, seed: 8 });
    await provider.cancel("prediction", id);
    await provider.cancel("prediction", id);
    await provider.cancel("prediction", "zzzzzzzzzzzzzzzzzzzzzzzzzz");
    expect(await provider.see("prediction", id)).toMatchObject({ status: "canceled", output: null });
  });

  it("forgets a version, and forgets it again", async () => {
    const doomed = (await ended("training", await train())).output?.version ?? "";
    await provider.forget(doomed);
    await provider.forget(doomed);
    await expect(provider.paint({ ...order, version: doomed, seed: 1 })).rejects.toMatchObject({ status: 422 });
  });
});

describe("a purchase that goes wrong", () => {
  const bought = async (seed: number) => {
    const runs = await provider.newest("prediction");
    return runs.filter(
      (run) => isVersion(run.version, version) && run.input.seed === seed && run.input.prompt === "boat",
    );
  };

  it.each([
    ["throttle", 429, "busy", 0],
    ["fail", 500, "errored", 0],
    ["credit", 402, "refused", 0],
    ["reset", 0, "unheard", 0],
    ["swallow", 0, "unheard", 1],
  ] as const)("by %s is asked for once, judged and looked up", async (fault, status, outcome, count) => {
    const seed = 100 + status + count;
    const requests = [{ fault, times: 10, match: "POST /v1/predictions" }];
    await stand.disturb({ requests });
    const error: ReplicateError = await provider.paint({ ...order, version, seed }).then(
      () => expect.unreachable(),
      (thrown) => thrown,
    );
    expect(error).toMatchObject({ status, outcome, delayMs: 10_000 });
    expect(stand.engine.mischief.requests[0]?.times).toBe(9);
    expect(await bought(seed)).toHaveLength(count);
  });
});
