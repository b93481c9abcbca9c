import Replicate, { parseProgressFromLogs, validateWebhook } from "replicate";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTar } from "../../engine/archive.ts";
import { readProgress } from "../../src/replicate/progress.ts";
import { verifyWebhook } from "../../src/replicate/signature.ts";
import { dataUri, openReceiver, openStand, type Stand, small, smallSet, TRAINER } from "./stand.ts";

let stand: Stand;
let client: Replicate;

beforeAll(async () => {
  stand = await openStand();
  client = new Replicate({ auth: "r8_test", baseUrl: `${stand.origin}/v1`, useFileOutput: false });
});
afterAll(() => stand.close());

describe("the official client", () => {
  it("asks who it is, for hardware and for the webhook secret", async () => {
    expect(await client.accounts.current()).toMatchObject({ type: "user", username: "local" });
    expect(await client.hardware.list()).toEqual([{ sku: "cpu", name: "CPU" }]);
    expect((await client.webhooks.default.secret.get()).key).toMatch(/^whsec_[\w+/]{32}$/);
  });

  it("trains a version, paints with it and hears of both by signed webhooks", async () => {
    const receiver = await openReceiver();
    const model = await client.models.create("local", "mira", { visibility: "private", hardware: "gpu-t4" });
    expect(model).toMatchObject({ owner: "local", name: "mira", run_count: 0, latest_version: null });

    const set = await client.files.create(new Blob([new Uint8Array(await smallSet())], { type: "application/zip" }));
    const training = await client.trainings.create("ostris", "flux-dev-lora-trainer", TRAINER, {
      destination: "local/mira",
      input: { input_images: set.urls.get, trigger_word: "MIRAX", steps: 20, autocaption: false },
      webhook: receiver.url,
      webhook_events_filter: ["start", "logs", "completed"],
    });
    expect(training).toMatchObject({ status: "starting", model: "ostris/flux-dev-lora-trainer", logs: "" });
    const trained = await client.wait(training as never, { interval: 10 });
    const { version, weights } = trained.output as { version: string; weights: string };
    expect(version).toMatch(/^local\/mira:[0-9a-f]{64}$/);
    const id = version.split(":")[1] ?? "";

    const finished = await client.trainings.get(training.id);
    expect(finished).toMatchObject({ status: "succeeded", error: null });
    const progress = readProgress(finished.logs, 20);
    expect(progress).toMatchObject({ stage: "packaging", step: 20, pictures: 3 });
    expect(progress.loss.at(-1)?.loss).toBeLessThan(progress.loss.at(0)?.loss ?? 0);
    expect(finished.metrics?.predict_time).toBeGreaterThan(0);
    expect(finished.metrics?.total_time).toBeGreaterThanOrEqual(finished.metrics?.predict_time ?? 0);

    const tar = readTar(new Uint8Array(await (await fetch(weights)).arrayBuffer()));
    expect(tar.map(({ name }) => name)).toEqual([
      "output/flux_train_replicate/lora.safetensors",
      "output/flux_train_replicate/config.yaml",
      ...[1, 2, 3].map((number) => `output/flux_train_replicate/captions/000${number}.txt`),
    ]);
    expect((await client.models.get("local", "mira")).latest_version?.id).toBe(id);
    expect(await client.models.versions.list("local", "mira")).toMatchObject({ results: [{ id }] });
    expect(await client.models.versions.get("local", "mira", id)).toMatchObject({
      openapi_schema: { components: { schemas: { Input: { required: ["prompt"] } } } },
    });

    const painting = await client.predictions.create({
      version: id,
      input: { prompt: "MIRAX harbour at dawn", seed: 7, num_outputs: 2, aspect_ratio: "3:2", megapixels: "0.25" },
      webhook: receiver.url,
      webhook_events_filter: ["start", "output", "completed"],
    });
    const painted = await client.wait(painting, { interval: 10 });
    expect(painted).toMatchObject({ status: "succeeded", model: "local/mira", version: id });
    expect(painted.logs).toMatch(/^Using seed: 7\nPrompt: MIRAX harbour at dawn\n/);
    expect(parseProgressFromLogs(painted)?.percentage).toBe(1);
    expect(stand.studio.painted.map(({ seed, prompt }) => [seed, prompt])).toEqual([
      [7, "harbour at dawn"],
      [8, "harbour at dawn"],
    ]);
    const [first = "", second = ""] = painted.output as string[];
    expect([first, second].map((url) => url.split("/").at(-1))).toEqual(["out-0.webp", "out-1.webp"]);
    const answer = await fetch(first);
    expect(answer.headers.get("content-type")).toBe("image/webp");
    const picture = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    expect(picture).toMatchObject({ format: "webp", width: 608, height: 416 });
    expect(picture.exif?.toString("latin1")).toContain("ArtistCloner local engine");

    const secret = (await client.webhooks.default.secret.get()).key;
    const heard = await receiver.heard(5);
    for (const { headers, body, path } of heard) {
      expect(path).toBe("/hook?job=7&token=a%20b");
      expect(await validateWebhook({ headers: headers as never, body } as never, secret)).toBe(true);
      const read = { get: (name: string) => (headers[name] as string | undefined) ?? null };
      expect(await verifyWebhook(secret, read, body, Date.now() / 1000)).toBe("genuine");
    }
    const bodies = heard.map(({ body }) => JSON.parse(body));
    const ofTraining = bodies.filter(({ id: run }) => run === training.id);
    expect(ofTraining[0]).toMatchObject({ status: "processing", logs: "" });
    expect(ofTraining.at(-1)).toEqual(await client.trainings.get(training.id));
    const ofPainting = bodies.filter(({ id: run }) => run === painting.id);
    expect(ofPainting.at(-1)).toEqual(await client.predictions.get(painting.id));
    expect(ofPainting.map(({ status }) => status)[0]).toBe("processing");
    await receiver.close();
  });

  it("runs and waits in one call", async () => {
    const version = await stand.train("runner");
    const reference = `local/runner:${version}` as const;
    const input = { prompt: "boat", aspect_ratio: "custom", width: 257, height: 300, output_format: "png" };
    const [url = ""] = (await client.run(reference, { input })) as string[];
    const picture = await sharp(Buffer.from(await (await fetch(url)).arrayBuffer())).metadata();
    expect(picture).toMatchObject({ format: "png", width: 272, height: 304 });
    expect(picture.exif?.toString("latin1")).toContain("ArtistCloner local engine");
  });

  it("cancels within a second, and again without harm", async () => {
    const version = await stand.train("slow");
    stand.studio.pace = 5_000;
    const prediction = await client.predictions.create({ version, input: { prompt: "boat", ...small } });
    await stand.until(`/predictions/${prediction.id}`, ({ status }) => status === "processing");
    const began = Date.now();
    const canceled = await client.predictions.cancel(prediction.id);
    expect(canceled).toMatchObject({ status: "canceled", output: null });
    expect(await client.predictions.cancel(prediction.id)).toEqual(canceled);
    stand.studio.pace = 1;
    const next = await client.predictions.create({ version, input: { prompt: "boat", ...small } });
    expect((await client.wait(next, { interval: 10 })).status).toBe("succeeded");
    expect(Date.now() - began).toBeLessThan(1_000);

    stand.studio.pace = 5_000;
    const set = dataUri(await smallSet());
    const { body: training } = await stand.startTraining("local/slow", { input_images: set });
    await stand.until(`/trainings/${training.id}`, ({ status }) => status === "processing");
    expect(await client.trainings.cancel(training.id)).toMatchObject({ status: "canceled" });
    stand.studio.pace = 1;
  });

  it("pages through everything once", async () => {
    const version = await stand.train("pages");
    await stand.disturb({ stuck: ["prediction"] });
    const ids: string[] = [];
    for (let index = 0; index < 205; index++) {
      const { body } = await stand.json("POST", "/predictions", { version, input: { prompt: `boat ${index}` } });
      ids.push(body.id);
    }
    const seen: string[] = [];
    const pages = [];
    for await (const page of client.paginate(() => client.predictions.list())) {
      pages.push(page.length);
      seen.push(...page.map(({ id }) => id));
    }
    expect(pages.slice(0, 2)).toEqual([100, 100]);
    expect(seen.filter((id) => ids.includes(id)).sort()).toEqual([...ids].sort());
    expect(new Set(seen).size).toBe(seen.length);

    const first = (await stand.json("GET", "/predictions")).body;
    const second = await (await fetch(first.next, { headers: { authorization: "Bearer r8_test" } })).json();
    const back = await (await fetch(second.previous, { headers: { authorization: "Bearer r8_test" } })).json();
    expect(back.results.map(({ id }: { id: string }) => id)).toEqual(first.results.map(({ id }: { id: string }) => id));
    expect(back.previous).toBeNull();
    for (const id of ids) await stand.json("POST", `/predictions/${id}/cancel`);
    await stand.disturb({});
  });

  it("deletes versions and then the model", async () => {
    const version = await stand.train("gone");
    const early = await stand.json("DELETE", "/models/local/gone");
    expect(early).toMatchObject({ status: 409, body: { status: 409 } });
    expect((await client.request(`/models/local/gone/versions/${version}`, { method: "DELETE" })).status).toBe(202);
    expect((await stand.json("POST", "/predictions", { version, input: { prompt: "boat", ...small } })).status).toBe(
      422,
    );
    for (let left = 1; left > 0; ) left = (await client.models.versions.list("local", "gone")).results.length;
    expect((await client.request("/models/local/gone", { method: "DELETE" })).status).toBe(204);
    await expect(client.models.get("local", "gone")).rejects.toThrow("404");
  });

  it("keeps files", async () => {
    const file = await client.files.create(new Blob(["hello"], { type: "text/plain" }), { note: "ä" });
    expect(file).toMatchObject({ content_type: "text/plain", size: 5, metadata: { note: "ä" } });
    expect(file.checksums.sha256).toBe("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    expect(Date.parse(file.expires_at ?? "") - Date.parse(file.created_at)).toBe(24 * 3_600_000);
    expect(await client.files.get(file.id)).toEqual(file);
    expect((await client.files.list()).results[0]).toEqual(file);
    expect(await client.files.delete(file.id)).toBe(true);
    await expect(client.files.get(file.id)).rejects.toThrow("File not found");
  });
});
