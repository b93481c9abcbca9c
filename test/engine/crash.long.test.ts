import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { INTERRUPTED } from "../../engine/runs.ts";
import { startEngine } from "../../engine/start.ts";
import { openStudio } from "../../engine/style/studio.ts";
import { judgeFailure } from "../../src/replicate/failure.ts";
import { fakeStudio } from "./fake-studio.ts";
import { dataUri, openReceiver, openStand, smallSet, TRAINER } from "./stand.ts";

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const headers = { authorization: "Bearer r8_test", "content-type": "application/json" };
type Run = { id: string; status: string; logs: string; error: string | null; output: never; started_at: string | null };

/** The few words that drive an engine at an origin. */
function caller(origin: string) {
  const ask = async <Answer = Run>(method: string, route: string, body?: object): Promise<Answer> => {
    const answer = await fetch(`${origin}/v1${route}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as Answer;
  };
  const until = async (route: string, reached: (run: Run) => boolean, patience = 60_000): Promise<Run> => {
    for (const end = Date.now() + patience; ; await sleep(10)) {
      const run = await ask("GET", route);
      if (reached(run)) return run;
      if (Date.now() > end) throw new Error(`${route} stays ${run.status}: ${run.logs}`);
    }
  };
  const train = async (input: object, more: object = {}) =>
    ask("POST", `/models/ostris/flux-dev-lora-trainer/versions/${TRAINER}/trainings`, {
      destination: "local/crash",
      input,
      ...more,
    });
  const model = () => ask("POST", "/models", { owner: "local", name: "crash", visibility: "private", hardware: "cpu" });
  return { ask, until, train, model };
}

const steps = ({ logs }: Run) => /flux_train_replicate:\s+\d+%.* (\d+)\/\d+ /.test(logs ?? "");
const over = ({ status }: Run) => !["starting", "processing"].includes(status);

describe("an engine that is killed", { timeout: 240_000 }, () => {
  const open = async (folder: string) => {
    const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", "engine/server.ts"], {
      cwd: path.join(import.meta.dirname, "../.."),
      env: { ...process.env, ENGINE_PORT: "0", ENGINE_DATA: folder },
    });
    cleanups.push(async () => child.exitCode ?? child.signalCode ?? child.kill("SIGKILL"));
    const [said] = await once(child.stdout!, "data");
    return { child, ...caller(/http:\/\/[\d.:]+/.exec(String(said))?.[0] ?? "") };
  };
  const killed = async ({ child }: { child: ChildProcess }) => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };

  it("takes a training up again, and ends one that takes it down time after time with a retryable error", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "engine-crash-"));
    cleanups.push(() => rm(folder, { recursive: true, force: true }));
    let engine = await open(folder);
    await engine.model();
    const set = dataUri(await smallSet());
    const broken = await engine.train({ input_images: set, steps: 500 });
    await engine.until(`/trainings/${broken.id}`, steps);
    await killed(engine);

    engine = await open(folder);
    const resumed = await engine.until(`/trainings/${broken.id}`, over);
    expect(resumed).toMatchObject({ status: "succeeded", error: null });
    expect(resumed.logs.match(/Initiating/g), "the log begins anew").toHaveLength(1);

    const receiver = await openReceiver();
    cleanups.push(() => receiver.close());
    const hook = { webhook: receiver.url, webhook_events_filter: ["completed"] };
    const always = await engine.train({ input_images: set, steps: 6000 }, hook);
    for (let time = 0; time < 3; time++) {
      await engine.until(`/trainings/${always.id}`, steps);
      await killed(engine);
      engine = await open(folder);
    }
    const failed = await engine.until(`/trainings/${always.id}`, over);
    expect(failed).toMatchObject({ status: "failed", error: INTERRUPTED, output: null });
    expect(judgeFailure(failed.error).retryable).toBe(true);
    const heard = await receiver.heard(1, 20_000);
    expect(heard.map(({ body }) => JSON.parse(body).error)).toEqual([INTERRUPTED]);
    await killed(engine);
  });
});

describe("cancelling", { timeout: 240_000 }, () => {
  const open = async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "engine-cancel-"));
    const started = await startEngine({ port: 0, folder, studio: openStudio({ threads: 2 }) });
    cleanups.push(async () => {
      await started.close();
      await rm(folder, { recursive: true, force: true });
    });
    return { folder, ...caller(started.origin) };
  };

  /** Cancels, and checks that the next of its kind begins within a second. */
  const cancelled = async (
    engine: ReturnType<typeof caller>,
    route: string,
    next: () => Promise<Run>,
    kind: string,
  ) => {
    const waiting = await next();
    const asked = Date.now();
    const run = await engine.ask("POST", `${route}/cancel`);
    expect(run).toMatchObject({ status: "canceled", output: null });
    const begun = await engine.until(`/${kind}/${waiting.id}`, ({ status }) => status !== "starting");
    expect(Date.parse(begun.started_at ?? "") - asked).toBeLessThan(1_000);
    return waiting;
  };

  it("takes effect within a second while it downloads, learns and paints", async () => {
    const engine = await open();
    await engine.model();
    const set = dataUri(await smallSet());
    const endless = createServer((_, answer) => {
      answer.writeHead(200, { "content-length": "1000000" });
      answer.write("PK");
    });
    await new Promise<void>((resolve) => endless.listen(0, "127.0.0.1", resolve));
    cleanups.push(async () => endless.close().closeAllConnections());
    const slow = `http://127.0.0.1:${(endless.address() as AddressInfo).port}/set.zip`;

    const loading = await engine.train({ input_images: slow });
    await engine.until(`/trainings/${loading.id}`, ({ logs }) => logs.includes("[ Initiating ]"));
    const learning = await cancelled(
      engine,
      `/trainings/${loading.id}`,
      () => engine.train({ input_images: set, steps: 6000 }),
      "trainings",
    );
    await engine.until(`/trainings/${learning.id}`, steps);
    const last = await cancelled(
      engine,
      `/trainings/${learning.id}`,
      () => engine.train({ input_images: set, steps: 3 }),
      "trainings",
    );
    const trained = await engine.until(`/trainings/${last.id}`, over);
    const version = String((trained.output as { version: string }).version).split(":")[1];
    const paint = (input: object) =>
      engine.ask("POST", "/predictions", { version, input: { prompt: "a boat", ...input } });
    const first = await paint({});
    await engine.until(`/predictions/${first.id}`, ({ logs }) => /\d\/28 /.test(logs ?? ""));
    const small = { aspect_ratio: "custom", width: 256, height: 256, num_inference_steps: 1 };
    const second = await cancelled(engine, `/predictions/${first.id}`, () => paint(small), "predictions");
    expect((await engine.until(`/predictions/${second.id}`, over)).status).toBe("succeeded");
  });

  it("while a picture is encoded leaves nothing behind", async () => {
    const studio = fakeStudio();
    const stand = await openStand({ studio });
    cleanups.push(() => stand.close());
    const version = await stand.train("encode");
    const paint = studio.paint;
    studio.paint = async (request) => {
      const painting = await paint(request);
      const [run] = stand.engine.store.runs.all().filter(({ status }) => status === "processing");
      // The painting is done; what follows is the encoder's work.
      setImmediate(() => stand.engine.foreman.apply(run?.id ?? "", { type: "cancel", at: Date.now() }));
      return painting;
    };
    const input = { prompt: "boat", aspect_ratio: "custom", width: 1440, height: 1440 };
    const { body } = await stand.json("POST", "/predictions", { version, input });
    expect((await stand.ended(`/predictions/${body.id}`)).status).toBe("canceled");
    studio.paint = paint;
    const { body: next } = await stand.json("POST", "/predictions", {
      version,
      input: { ...input, width: 256, height: 256 },
    });
    const done = await stand.ended(`/predictions/${next.id}`, 20_000);
    expect(done.status).toBe("succeeded");
    await sleep(500);
    const kept = stand.engine.store.runs
      .all()
      .filter(({ output }) => output !== null)
      .map(({ token }) => token);
    expect((await readdir(path.join(stand.folder, "delivery"))).sort()).toEqual(kept.sort());
  });
});
