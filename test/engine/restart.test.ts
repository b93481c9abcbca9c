import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { INTERRUPTED } from "../../engine/runs.ts";
import { startEngine } from "../../engine/start.ts";
import { fakeStudio } from "./fake-studio.ts";
import { dataUri, openReceiver, openStand, type Stand, small, smallSet } from "./stand.ts";

let stand: Stand | undefined;
afterEach(() => stand?.close());

/** Ends the engine and opens another on the same folder, at another port. */
async function again(options: Parameters<typeof openStand>[0] = {}): Promise<Stand> {
  await stand?.stop();
  stand = await openStand({ ...options, folder: stand?.folder ?? "" });
  return stand;
}

it("keeps models, versions, files, runs and the webhook secret", async () => {
  stand = await openStand();
  const version = await stand.train("kept");
  const secret = await stand.json("GET", "/webhooks/default/secret");
  const { body: run } = await stand.json("POST", "/predictions", { version, input: { prompt: "boat", ...small } });
  const before = await stand.ended(`/predictions/${run.id}`);

  await again();
  expect((await stand.json("GET", "/webhooks/default/secret")).body).toEqual(secret.body);
  expect((await stand.json("GET", "/models/local/kept")).body.latest_version.id).toBe(version);
  const { body: after } = await stand.json("GET", `/predictions/${run.id}`);
  const home = (text: unknown) => JSON.stringify(text).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, "");
  expect(home(after)).toBe(home(before));
  expect((await fetch(after.output[0])).status).toBe(200);
  const { body: second } = await stand.json("POST", "/predictions", { version, input: { prompt: "boat", ...small } });
  expect((await stand.ended(`/predictions/${second.id}`)).status).toBe("succeeded");
});

it("begins again what was in flight and goes on with what waited", async () => {
  stand = await openStand();
  const version = await stand.train("flight");
  stand.studio.pace = 5_000;
  const input = { input_images: dataUri(await smallSet()), steps: 3 };
  const { body: training } = await stand.startTraining("local/flight", input);
  const { body: running } = await stand.json("POST", "/predictions", { version, input: { prompt: "one", ...small } });
  const { body: waiting } = await stand.json("POST", "/predictions", { version, input: { prompt: "two", ...small } });
  await stand.until(`/trainings/${training.id}`, ({ status }) => status === "processing");
  await stand.until(`/predictions/${running.id}`, ({ status }) => status === "processing");
  const began = Date.now();
  await stand.stop();
  expect(Date.now() - began).toBeLessThan(1_000);

  await again();
  for (const route of [`/trainings/${training.id}`, `/predictions/${running.id}`, `/predictions/${waiting.id}`]) {
    expect((await stand.ended(route)).status, route).toBe("succeeded");
  }
  expect(stand.studio.painted.map(({ prompt }) => prompt)).toEqual(["one", "two"]);
});

it("gives up a run that was interrupted three times", async () => {
  stand = await openStand();
  const version = await stand.train("often");
  const { body: run } = await stand.json("POST", "/predictions", { version, input: { prompt: "boat", ...small } });
  await stand.ended(`/predictions/${run.id}`);
  const receiver = await openReceiver();
  const webhook = receiver.url;
  const record = stand.engine.store.runs.get(run.id);
  if (!record) throw new Error("no run");
  const interrupted = { ...record, status: "processing" as const, attempts: 3, completedAt: null, output: null };
  await stand.engine.store.runs.put({ ...interrupted, webhook, events: ["completed"] });
  await again();
  const failed = (await stand.json("GET", `/predictions/${run.id}`)).body;
  expect(failed).toMatchObject({ status: "failed", error: INTERRUPTED });
  expect(JSON.parse((await receiver.heard(1))[0]?.body ?? "")).toEqual(failed);
  await receiver.close();
});

it("sends a terminal webhook that it still owes, under its old id", async () => {
  let open = false;
  const receiver = await openReceiver(() => (open ? 200 : 503));
  stand = await openStand({ retries: [60] });
  const version = await stand.train("owing");
  const body = {
    version,
    input: { prompt: "boat", ...small },
    webhook: receiver.url,
    webhook_events_filter: ["completed"],
  };
  const { body: run } = await stand.json("POST", "/predictions", body);
  await receiver.heard(1);
  open = true;
  await again();
  const [first, second] = await receiver.heard(2);
  expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  await sleep(20);
  expect(stand.engine.store.runs.get(run.id)?.owed).toBeNull();
  await again();
  await sleep(50);
  expect(receiver.received).toHaveLength(2);
  await receiver.close();
});

it("leaves no version behind a training that was canceled while its result was packed", async () => {
  stand = await openStand();
  await stand.createModel("late");
  const learn = stand.studio.learn;
  stand.studio.learn = async (request) => {
    const model = await learn(request);
    const [run] = stand?.engine.store.runs.all() ?? [];
    // The write that follows finds the training canceled.
    setImmediate(() => stand?.engine.foreman.apply(run?.id ?? "", { type: "cancel", at: Date.now() }));
    return model;
  };
  const input = { input_images: dataUri(await smallSet()), steps: 3 };
  const { body } = await stand.startTraining("local/late", input);
  expect((await stand.ended(`/trainings/${body.id}`)).status).toBe("canceled");
  await stand.train("next");
  expect((await stand.json("GET", "/models/local/late/versions")).body.results).toEqual([]);
});

it("is not upset by half-written or broken files", async () => {
  stand = await openStand();
  await stand.train("halves");
  const runs = path.join(stand.folder, "runs");
  await writeFile(path.join(runs, "zzz.json.new"), '{"id":"zz');
  await writeFile(path.join(runs, "empty.json"), "");
  await writeFile(path.join(runs, "other.json"), "[]");
  await again();
  expect((await stand.json("GET", "/trainings")).body.results).toHaveLength(1);
  expect(await readdir(path.join(stand.folder, "scratch"))).toEqual([]);
  expect(await readdir(runs)).not.toContain("zzz.json.new");
  const aside = (await readdir(runs)).filter((name) => name.endsWith(".broken"));
  expect(aside.sort()).toEqual(["empty.json.broken", "other.json.broken"]);
});

it("says in a sentence that its port is taken or its folder is not writable", async () => {
  stand = await openStand();
  const port = Number(new URL(stand.origin).port);
  const options = { folder: stand.folder, studio: fakeStudio() };
  await expect(startEngine({ ...options, port })).rejects.toThrow(
    `Port ${port} is in use already: set ENGINE_PORT to a free one.`,
  );
  await expect(startEngine({ ...options, port: 0, folder: `${stand.folder}/webhook-secret/x` })).rejects.toThrow(
    /^The engine cannot write to its folder .+: ENOTDIR/,
  );
});
