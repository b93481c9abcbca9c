import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import sharp from "sharp";
import { artists } from "./artists.ts";
import { TRAINER } from "./stand.ts";
import { zipOf } from "./zip.ts";

/**
 * `npm run bench:engine`: what training and painting cost in a real engine, how long its server lets a caller wait meanwhile,
 * and the most memory it holds, each beside sharp decoding, resizing and encoding the same pictures at the same time.
 */
const root = path.join(import.meta.dirname, "../..");
const folder = await mkdtemp(path.join(tmpdir(), "bench-"));
const child = spawn(process.execPath, ["--import", "tsx", "engine/server.ts"], {
  cwd: root,
  env: { ...process.env, ENGINE_PORT: "0", ENGINE_DATA: folder },
  stdio: ["ignore", "pipe", "inherit"],
});
const origin = /http:\/\/[\d.:]+/.exec(String((await once(child.stdout, "data"))[0]))?.[0] ?? "";

/** Seconds a painting may take, cold and warm, by its side in pixels. */
const asked: Record<number, [number, number]> = { 512: [8, 5], 1024: [18, 18] };

const [artist] = artists(1024, 24);
const originals = await Promise.all(
  Array.from({ length: 24 }, async (_, i) => {
    const { width, height, rgb, caption } = artist!.paint(i);
    const jpeg = sharp(rgb, { raw: { width, height, channels: 3 } }).jpeg({ quality: 92 });
    return { name: `${i}.jpg`, bytes: await jpeg.toBuffer(), caption };
  }),
);

async function ask<Answer>(method: string, route: string, body?: object | FormData): Promise<Answer> {
  const form = body instanceof FormData;
  const answer = await fetch(`${origin}/v1${route}`, {
    method,
    headers: { authorization: "Bearer bench", ...(!form && { "content-type": "application/json" }) },
    ...(body && { body: form ? body : JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${route} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

interface Run {
  id: string;
  status: string;
  error: string | null;
  output: { version: string } & string[];
  metrics: { predict_time: number };
}

/** Milliseconds that answers take while `going` has not ended. */
async function waits(going: Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  let over = false;
  const end = () => {
    over = true;
  };
  going.then(end, end);
  while (!over) {
    const began = performance.now();
    await (await fetch(`${origin}/health`)).text();
    times.push(performance.now() - began);
    await sleep(20);
  }
  return times.sort((one, other) => one - other);
}

/** Most memory held since the last call, in MB; null where the system does not tell. */
async function mostMemory(): Promise<number | null> {
  const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
  const most = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
  await writeFile(`/proc/${child.pid}/clear_refs`, "5").catch(() => {});
  return most === undefined ? null : Math.round(Number(most) / 1024);
}

async function finished(kind: string, started: Promise<Run>): Promise<Run> {
  const { id } = await started;
  for (;;) {
    const run = await ask<Run>("GET", `/${kind}/${id}`);
    if (run.status === "succeeded") return run;
    if (run.status === "failed") throw new Error(String(run.error));
    await sleep(100);
  }
}

async function recode(size: number): Promise<number> {
  const began = performance.now();
  for (const { bytes } of originals) await sharp(bytes).resize(size, size, { fit: "inside" }).png().toBuffer();
  return (performance.now() - began) / 1000;
}

/** @param most seconds it may take on two quiet cores; null where nothing is asked */
async function line(
  name: string,
  size: number,
  most: number | null,
  kind: string,
  begin: () => Promise<Run>,
): Promise<Run> {
  const before = await recode(size);
  const running = finished(kind, begin());
  const times = await waits(running);
  const run = await running;
  const reference = (before + (await recode(size))) / 2;
  const memory = await mostMemory();
  const at = (share: number) => `${times[Math.floor(share * (times.length - 1))]?.toFixed(0) ?? "–"} ms`.padStart(7);
  const seconds = run.metrics.predict_time;
  console.log(
    [
      name.padEnd(24),
      `${seconds.toFixed(1).padStart(6)} s`,
      (most === null ? "" : `≤ ${most} s`).padStart(6),
      `${reference.toFixed(2).padStart(6)} s`,
      `${(seconds / reference).toFixed(1).padStart(6)}`,
      at(0.5),
      at(0.95),
      at(1),
      `${memory ?? "?"} MB`.padStart(8),
      loadavg()[0]!.toFixed(1).padStart(5),
    ].join("  "),
  );
  return run;
}

try {
  const load = loadavg()[0]!.toFixed(1);
  console.log(`${availableParallelism()} cores, load ${load} before; 24 pictures of 1024 px`);
  console.log("sharp: decoding, resizing to the same size and encoding all 24 as PNG, before and after");
  console.log("asked for on two quiet cores: the seconds beside each time, answers within 50 ms, at most 1024 MB\n");
  const heads = ["time", "asked", "sharp", "ratio", "answer", "95 %", "longest", "memory", "load"];
  const widths = [8, 6, 8, 6, 7, 7, 7, 8, 5];
  console.log([" ".repeat(24), ...heads.map((head, i) => head.padStart(widths[i]!))].join("  "));

  const zip = zipOf(
    originals.flatMap(({ name, bytes, caption }) => [
      { name, bytes },
      { name: name.replace("jpg", "txt"), bytes: caption },
    ]),
  );
  const form = new FormData();
  form.append("content", new File([new Uint8Array(zip)], "set.zip", { type: "application/zip" }));
  const set = await ask<{ urls: { get: string } }>("POST", "/files", form);
  await ask("POST", "/models", { owner: "local", name: "bench", visibility: "private", hardware: "cpu" });
  const begin = () =>
    ask<Run>("POST", `/models/ostris/flux-dev-lora-trainer/versions/${TRAINER}/trainings`, {
      destination: "local/bench",
      input: { input_images: set.urls.get, steps: 1000, trigger_word: "BENCH" },
    });
  await mostMemory();
  const trained = await line("train, 1000 steps", 1024, 45, "trainings", begin);
  const version = trained.output.version.split(":")[1];
  const prompt = "BENCH a village above a lake";
  const paint = (input: object) => () => ask<Run>("POST", "/predictions", { version, input: { prompt, ...input } });
  for (const size of [512, 768, 1024, 1440]) {
    const shape = { aspect_ratio: "custom", width: size, height: size };
    const [cold, warm] = asked[size] ?? [null, null];
    await line(`paint ${size}², cold`, size, cold, "predictions", paint({ ...shape, seed: 1 }));
    const painted = await line(`paint ${size}², warm`, size, warm, "predictions", paint({ ...shape, seed: 2 }));
    if (size !== 1024) continue;
    const [image = ""] = painted.output;
    await line("image to image 1024²", size, null, "predictions", paint({ image, prompt_strength: 0.6, seed: 3 }));
    const svg = '<svg width="1024" height="1024"><circle cx="512" cy="512" r="200" fill="white"/></svg>';
    const mask = await sharp(Buffer.from(svg)).flatten({ background: "black" }).png().toBuffer();
    const masked = { image, mask: `data:image/png;base64,${mask.toString("base64")}` };
    await line("fill a hole of 1024²", size, null, "predictions", paint({ ...masked, prompt: "a boat", seed: 4 }));
  }
} finally {
  child.kill("SIGTERM");
  await once(child, "exit");
  await rm(folder, { recursive: true });
}
