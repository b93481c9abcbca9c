import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import sharp from "sharp";
import { type StartOptions, startEngine } from "../../engine/start.ts";
import { type FakeStudio, fakeStudio } from "./fake-studio.ts";
import { zipOf } from "./zip.ts";

/** The smallest picture, so that encoding costs little. */
export const small = { aspect_ratio: "custom", width: 256, height: 256 };
export const TRAINER = "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497";
const headers = { authorization: "Bearer r8_test", "content-type": "application/json" };

export type Stand = Awaited<ReturnType<typeof openStand>>;

/** An engine on a free port with its own folder, a fake studio and a few words to drive it. */
export async function openStand(options: Partial<StartOptions> & { studio?: FakeStudio } = {}) {
  const folder = options.folder ?? (await mkdtemp(path.join(tmpdir(), "engine-")));
  const studio = options.studio ?? fakeStudio();
  const started = await startEngine({ port: 0, retries: [0.02, 0.02, 0.02], ...options, folder, studio });
  const { origin, engine } = started;

  const ask = async (method: string, route: string, body?: unknown, more: Record<string, string> = {}) =>
    fetch(`${origin}${route.startsWith("/_") ? "" : "/v1"}${route}`, {
      method,
      headers: { ...headers, ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const json = async (method: string, route: string, body?: unknown, more?: Record<string, string>) => {
    const answer = await ask(method, route, body, more);
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === "" ? undefined : JSON.parse(text) };
  };
  const until = async (route: string, reached: (run: { status: string }) => boolean, patience = 5_000) => {
    for (const end = Date.now() + patience; ; await sleep(5)) {
      const { body } = await json("GET", route);
      if (reached(body)) return body;
      if (Date.now() > end) throw new Error(`${route} stays ${JSON.stringify(body).slice(0, 400)}`);
    }
  };
  const ended = (route: string, patience?: number) =>
    until(route, ({ status }) => !["starting", "processing"].includes(status), patience);

  const createModel = (name: string) =>
    json("POST", "/models", { owner: "local", name, visibility: "private", hardware: "cpu" });
  const startTraining = (destination: string, input: object, more: object = {}) =>
    json("POST", `/models/ostris/flux-dev-lora-trainer/versions/${TRAINER}/trainings`, { destination, input, ...more });
  return {
    ...started,
    folder,
    studio,
    ask,
    json,
    until,
    ended,
    createModel,
    startTraining,
    /** Creates the model and trains it for a few steps. @returns the 64 digits of its version */
    train: async (name: string, input: object = {}) => {
      await createModel(name);
      const zip = await smallSet();
      const training = await startTraining(`local/${name}`, { input_images: dataUri(zip), steps: 3, ...input });
      const done = await ended(`/trainings/${training.body.id}`);
      if (done.status !== "succeeded") throw new Error(done.error);
      return String(done.output.version).split(":")[1] ?? "";
    },
    disturb: (mischief: object) => json("POST", "/_mischief", mischief),
    /** Ends the engine but keeps its folder. */
    stop: () => started.close(),
    close: async () => {
      await started.close();
      await rm(folder, { recursive: true, force: true });
    },
    engine,
  };
}

export function dataUri(zip: Uint8Array): string {
  return `data:application/zip;base64,${Buffer.from(zip).toString("base64")}`;
}

export function pictureOf(red: number, format: "jpeg" | "png" | "webp" = "jpeg"): Promise<Buffer> {
  const background = { r: red, g: 90, b: 160 };
  return sharp({ create: { width: 24, height: 24, channels: 3, background } })
    .toFormat(format)
    .toBuffer();
}

/** Three pictures, each with its caption. */
export async function smallSet(): Promise<Buffer> {
  const pictures = await Promise.all([40, 120, 200].map((red) => pictureOf(red)));
  return zipOf(
    pictures.flatMap((bytes, index) => [
      { name: `000${index + 1}.jpg`, bytes },
      { name: `000${index + 1}.txt`, bytes: `MIRAX harbour number ${index + 1}` },
    ]),
  );
}

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  at: number;
}

/** Takes webhooks; answers what `status` says. */
export async function openReceiver(status: (received: Received) => number = () => 200) {
  const received: Received[] = [];
  const server = createServer(async (request, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const one = {
      path: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
      at: Date.now(),
    };
    received.push(one);
    const code = status(one);
    if (code === 0) request.socket.destroy();
    else answer.writeHead(code, code === 301 ? { location: "/elsewhere" } : {}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?job=7&token=a%20b`,
    received,
    /** Resolves once so many, or one like this, have come. */
    async heard(awaited: number | ((received: Received) => boolean), patience = 5_000) {
      const come = () => (typeof awaited === "number" ? received.length >= awaited : received.some(awaited));
      for (const end = Date.now() + patience; !come(); await sleep(5)) {
        if (Date.now() > end) throw new Error(`heard only ${received.length} webhooks`);
      }
      return received;
    },
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
