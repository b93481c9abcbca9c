import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Replicate from "replicate";
import sharp from "sharp";
import { afterEach, expect, it } from "vitest";
import { readProgress } from "../../src/replicate/progress.ts";
import { dataUri, small, smallSet, TRAINER } from "./stand.ts";

const children: ChildProcess[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "engine-server-"));
  folders.push(folder);
  return folder;
}

/** The engine as a program of its own. */
function run(environment: Record<string, string>) {
  const child = spawn(process.execPath, ["--import", "tsx", "engine/server.ts"], {
    cwd: path.join(import.meta.dirname, "../.."),
    env: { ...process.env, ...environment },
  });
  children.push(child);
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const origin = async () => {
    while (!said.includes("\n") && child.exitCode === null) await once(child.stdout, "data");
    return /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? "";
  };
  return { child, origin, said: () => said };
}

it("learns from pictures and paints with the real studio, and ends at once when asked", {
  timeout: 120_000,
}, async () => {
  const { child, origin, said } = run({ ENGINE_PORT: "0", ENGINE_DATA: await freshFolder() });
  const client = new Replicate({ auth: "r8_test", baseUrl: `${await origin()}/v1`, useFileOutput: false });
  await client.models.create("local", "real", { visibility: "private", hardware: "cpu" });
  const training = await client.trainings.create("ostris", "flux-dev-lora-trainer", TRAINER, {
    destination: "local/real",
    input: { input_images: dataUri(await smallSet()), steps: 40, trigger_word: "MIRAX" },
  });
  const trained = await client.wait(training as never, { interval: 50 });
  expect(trained.error).toBeNull();
  const progress = readProgress(trained.logs, 40);
  expect(progress).toMatchObject({ stage: "packaging", step: 40, pictures: 3 });
  expect(progress.loss.length).toBeGreaterThan(1);
  for (const { loss } of progress.loss) expect(loss).toBeGreaterThanOrEqual(0);

  const { version } = trained.output as { version: string };
  const input = { prompt: "MIRAX harbour at dawn", seed: 7, num_inference_steps: 1, output_format: "png", ...small };
  const [url = ""] = (await client.run(version as never, { input })) as string[];
  const { channels } = await sharp(Buffer.from(await (await fetch(url)).arrayBuffer())).stats();
  expect(
    channels.every(({ stdev }) => stdev > 0),
    "more than one colour",
  ).toBe(true);

  const busy = await client.predictions.create({ version: version.split(":")[1] ?? "", input: { prompt: "a forest" } });
  while ((await client.predictions.get(busy.id)).status === "starting") await sleep(20);
  const began = Date.now();
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  expect(code, said()).toBe(0);
  expect(Date.now() - began, "a painting of this size takes three times as long").toBeLessThan(3_000);
});

it.each([
  ["a wrong port", { ENGINE_PORT: "many" }, "ENGINE_PORT must be a port number from 0 to 65535, not many.\n"],
  ["unknown mischief", { ENGINE_PORT: "0", ENGINE_MISCHIEF: '{"chaos":1}' }, "This mischief is not understood: "],
])("says in one sentence that it has %s", async (_, environment, sentence) => {
  const { child, said } = run({ ENGINE_DATA: await freshFolder(), ...environment });
  const [code] = await once(child, "close");
  expect(code).toBe(1);
  expect(said().startsWith(sentence), said()).toBe(true);
  expect(said().trimEnd().split("\n")).toHaveLength(1);
});
