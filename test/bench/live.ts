import { fork } from "node:child_process";
import path from "node:path";
import { io } from "socket.io-client";
import type { Dispatcher, Pool } from "undici";
import { Pool as Connections } from "undici";
import WebSocket from "ws";
import { migrate } from "./database.ts";
import { furnish, STYLE } from "./ground.ts";
import { startProvider } from "./provider.ts";
import { pace, percentile, table, times } from "./rounds.ts";
import { PRODUCT, startRuntime } from "./runtime.ts";

const SOCKETS = 1_000;
/** Opening all at once would measure the machine's backlog of connections. */
const OPENING = 50;
/** News in one round, each sent when the one before was heard by all: three rounds of fewer leave the slowest hundredth to chance. */
const NEWS = 33;

type Hear = (text: string, at: number) => void;

/** A room full of pages, and how to tell it something. */
interface Side {
  name: string;
  open: (hear: Hear) => Promise<() => void>;
  tell: (turn: number) => Promise<void>;
}

async function inGroups(open: () => Promise<() => void>): Promise<() => void> {
  const closers: (() => void)[] = [];
  while (closers.length < SOCKETS) closers.push(...(await Promise.all(Array.from({ length: OPENING }, open))));
  return () => {
    for (const close of closers) close();
  };
}

const webSocket = (url: string, headers: Record<string, string>, hear: Hear) => () =>
  new Promise<() => void>((resolve, reject) => {
    const socket = new WebSocket(url, { headers, perMessageDeflate: false });
    socket.once("error", reject);
    socket.once("open", () => resolve(() => socket.terminate()));
    socket.on("message", (data) => hear(String(data), performance.now()));
  });

async function post(pool: Pool, request: Omit<Dispatcher.RequestOptions, "method">): Promise<void> {
  const { statusCode, body } = await pool.request({ ...request, method: "POST" });
  const text = await body.text();
  if (statusCode >= 300) throw new Error(`${request.path} answered ${statusCode}: ${text}`);
}

/** Milliseconds from each piece of news to each page that heard it. */
async function listen(side: Side, turns: Iterable<number>): Promise<number[]> {
  const delays: number[] = [];
  let begun = Number.POSITIVE_INFINITY;
  let heard = 0;
  let all: (() => void) | undefined;
  const close = await side.open((text, at) => {
    // The snapshot that a page gets at its opening is no news.
    if (text.includes('"snapshot"')) return;
    delays.push(at - begun);
    heard += 1;
    if (heard === SOCKETS) all?.();
  });
  for (const turn of turns) {
    heard = 0;
    const everybody = new Promise<void>((resolve, reject) => {
      all = resolve;
      setTimeout(() => reject(new Error(`${side.name}: ${heard} of ${SOCKETS} heard`)), 30_000).unref();
    });
    begun = performance.now();
    await side.tell(turn);
    await everybody;
  }
  close();
  return delays;
}

/** From a webhook to the frame at a thousand pages of one style, against a bare room and against Socket.IO on Node. */
export async function benchLive(): Promise<string> {
  const provider = await startProvider();
  const runtime = await startRuntime(
    ["bare-room"],
    { REPLICATE_URL: provider.url },
    {
      "bare-room": { ROOM: { className: "BareRoom", useSQLite: true } },
    },
  );
  const node = fork(path.join(import.meta.dirname, "socket-io-server.ts"), { execArgv: ["--import", "tsx"] });
  try {
    const database = await runtime.miniflare.getD1Database("DB", PRODUCT);
    await migrate(database);
    const authorization = `Bearer ${await furnish(database, 1)}`;
    await database
      .prepare(
        `UPDATE trainings SET remote_version = 'studio/model:' || id, test_image_key = 'x' WHERE style_id = '${STYLE}'`,
      )
      .run();
    const [product, bare] = [await runtime.connect(PRODUCT, true), await runtime.connect("bare-room", true)];
    const port = await new Promise<number>((resolve) => node.once("message", (said) => resolve(Number(said))));
    const old = new Connections(`http://127.0.0.1:${port}`, { pipelining: 0 });
    const wish = JSON.stringify({ styleId: STYLE, prompt: "a harbour at dusk" });
    await post(product, {
      path: "/api/generate",
      headers: { authorization, "content-type": "application/json" },
      body: wish,
    });
    const { path: hook, runId } = await provider.ordered;
    const [productUrl, bareUrl] = await Promise.all(
      [PRODUCT, "bare-room"].map(async (name) => (await runtime.miniflare.unsafeGetDirectURL(name)).href),
    );
    const asSocket = (url: string) => url.replace("http", "ws");
    const live = `${asSocket(productUrl!)}api/styles/${STYLE}/live`;
    let frame = "";
    const sides: Side[] = [
      {
        name: "ArtistCloner: signed webhook, room, frame",
        open: (hear) =>
          inGroups(
            webSocket(live, { authorization }, (text, at) => {
              frame = text;
              hear(text, at);
            }),
          ),
        async tell(turn) {
          const { headers, body } = await provider.news(runId, 1 + turn, `news-${turn}`);
          await post(product, { path: hook, headers, body });
        },
      },
      {
        name: "bare Durable Object, hibernating sockets",
        open: (hear) => inGroups(webSocket(asSocket(bareUrl!), {}, hear)),
        tell: () => post(bare, { path: "/", body: frame }),
      },
      {
        name: "Socket.IO on Node",
        open: (hear) =>
          inGroups(
            () =>
              new Promise((resolve) => {
                const socket = io(`http://127.0.0.1:${port}`, { transports: ["websocket"], forceNew: true });
                socket.once("connect", () => resolve(() => void socket.disconnect()));
                socket.on("frame", (text: string) => hear(text, performance.now()));
              }),
          ),
        tell: () => post(old, { path: "/", body: frame }),
      },
    ];
    const delays = sides.map((): number[] => []);
    const rounds = Math.min(pace.rounds, 3);
    for (let round = 0; round < rounds; round += 1) {
      const turns = Array.from({ length: NEWS }, (_, at) => round * NEWS + at);
      for (const [at, side] of sides.entries()) delays[at]!.push(...(await listen(side, turns)));
    }
    await old.destroy();
    return report(sides, delays, frame);
  } finally {
    node.kill();
    provider.end();
    await runtime.end();
  }
}

function report(sides: readonly Side[], delays: readonly number[][], frame: string): string {
  const last = (list: readonly number[]) => percentile(list, 0.99);
  const [own = []] = delays;
  const rows = sides.map(({ name }, at) => {
    const list = delays[at]!;
    return [
      name,
      `${percentile(list, 0.5).toFixed(0)} ms`,
      `${last(list).toFixed(0)} ms`,
      `${((SOCKETS / last(list)) * 1_000).toFixed(0)} frames/s`,
      at === 0 ? "" : times(last(own) / last(list)),
    ];
  });
  return table(
    [
      `a frame of ${frame.length} bytes to ${SOCKETS} sockets`,
      "median",
      "99 %",
      "until 99 % have it",
      "ours in the other's 99 %, aim 1.1",
    ],
    rows,
  );
}
