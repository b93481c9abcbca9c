import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inTime } from "../../engine/within.ts";
import { membersOfGroup } from "../../local/group.ts";
import { localSettings } from "../../local/settings.ts";
import { type Stack, startStack } from "../../local/stack.ts";
import { answers, promises, rest, swept } from "./afterwards.ts";
import { type Stage, work } from "./artist.ts";
import { cutShort, discard, examine, preserve, type Room } from "./autopsy.ts";
import { type Kill, type Moment, planOf } from "./plan.ts";
import { byJob, violations } from "./verdict.ts";

export interface Order {
  seed: number;
  kills: number;
  artists: number;
  port: number;
  enginePort: number;
  /** Emptied first; the log `soak.jsonl` and the state stay there. */
  folder: string;
}

export interface Result {
  seed: number;
  violations: string[];
  kills: Record<string, number>;
  /** Kills that cut such a moment short, told by what they left on disk. */
  cut: Record<string, number>;
  /** Kills that cut at least one of them short. */
  windows: number;
  /** Milliseconds from each kill until the site answered again, sorted. */
  recovery: number[];
  did: Record<string, number>;
  faults: Record<string, number>;
  /** Jobs bought a second time after the provider's own failure. */
  boughtTwice: number;
  /** Runs the engine took up again after it was killed. */
  resumed: number;
  /** Milliseconds until every job had ended after the last kill. */
  restMs: number;
}

const DEADLINE_MS = 120_000;
/** Longer than it stalls an answer on purpose. */
const ENGINE_ANSWERS_MS = 15_000;
const REST_MS = 2 * DEADLINE_MS + 120_000;
/** A moment that does not come within this time is not waited for. */
const MOMENT_MS = 8_000;

const environment = ({ port, enginePort, folder }: Order): NodeJS.ProcessEnv => ({
  ...process.env,
  PORT: String(port),
  ENGINE_PORT: String(enginePort),
  STATE_DIR: path.join(folder, "state"),
  RATE_LIMIT_MAX_REQUESTS: "1000000",
  REGISTRATIONS_PER_HOUR: "1000",
  FREE_TRAININGS: "10000",
  FREE_GENERATIONS: "100000",
  GENERATION_DEADLINE_MS: String(DEADLINE_MS),
  TRAINING_DEADLINE_MS: String(DEADLINE_MS),
  // Proofs wait until nobody paints, and here somebody always does: they have a day, the soak has not.
  PROOF_SIDE: "0",
});

const tally = (into: Record<string, number>, what: string, by = 1) => {
  into[what] = (into[what] ?? 0) + by;
};

/** One round: artists work while the stack is killed and its provider misbehaves; then everything must have come to rest. */
export async function soak(order: Order, say: (line: string) => void): Promise<Result> {
  rmSync(order.folder, { recursive: true, force: true });
  mkdirSync(order.folder, { recursive: true });
  const begun = Date.now();
  const note = (event: string, facts: object = {}) =>
    appendFileSync(
      path.join(order.folder, "soak.jsonl"),
      `${JSON.stringify({ ms: Date.now() - begun, event, ...facts })}\n`,
    );
  note("round", { ...order, folder: undefined });

  const settings = localSettings(environment(order));
  const start = () => startStack({ settings, say: (sentence) => note("stack", { sentence }) });
  const engine = `http://127.0.0.1:${settings.enginePort}`;
  const askEngine = (route: string, init: RequestInit = {}) =>
    inTime(new AbortController().signal, ENGINE_ANSWERS_MS, (signal) => {
      const headers = { Authorization: "Bearer soak", "Content-Type": "application/json" };
      return fetch(engine + route, { ...init, signal, headers });
    });
  const result: Result = {
    seed: order.seed,
    violations: [],
    kills: {},
    cut: {},
    windows: 0,
    recovery: [],
    did: {},
    faults: {},
    boughtTwice: 0,
    resumed: 0,
    restMs: 0,
  };

  let stack = await start();
  const over = new AbortController();
  const waiting: Waiting = {};
  const stage: Stage = {
    url: stack.url,
    over: over.signal,
    able: (burst) => {
      waiting.burst = burst;
    },
    wished: () => waiting.wished?.(),
  };
  const artists = Array.from({ length: order.artists }, (_, at) => work(stage, order.seed * 100 + at));
  for (const artist of artists) artist.catch((error: unknown) => result.violations.push(`an artist gave up: ${error}`));

  for (const [at, kill] of planOf(order.seed, order.kills).entries()) {
    await sleep(kill.restMs);
    await misbehave(kill, askEngine, result.faults);
    await momentOf(kill.moment, waiting, askEngine);
    await sleep(kill.delayMs);
    strike(kill, stack);
    const fell = Date.now();
    const copy = kill.victim === "engine" ? null : preserve(settings.stateDir);
    await Promise.all([answers(settings.url), ...(kill.victim === "workerd" ? [] : [engineAnswers(askEngine)])]);
    const tookMs = Date.now() - fell;
    result.recovery.push(tookMs);
    tally(result.kills, kill.victim);
    const cut = copy ? cutShort(await examine(copy)) : [];
    if (copy) discard(copy);
    for (const moment of cut) tally(result.cut, moment);
    if (cut.length > 0) result.windows += 1;
    note("kill", { at, ...kill, tookMs, cut });
    say(
      `seed ${order.seed}: kill ${at + 1} of ${order.kills} (${kill.victim}, ${kill.moment}), back after ${(tookMs / 1_000).toFixed(1)} s${cut.length > 0 ? `, cut short: ${cut.join(", ")}` : ""}`,
    );
  }

  over.abort();
  await peace(askEngine);
  const soaked = (await Promise.allSettled(artists)).flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
  for (const { did } of soaked) for (const [what, times] of Object.entries(did)) tally(result.did, what, times);
  result.restMs = await rest(soaked, settings.url, REST_MS);
  result.violations.push(...(await promises(soaked)));
  await stack.stop();

  // What nobody confirmed waits a day for its artist: the sweep must find that day over.
  const { rooms } = await examine(settings.stateDir, (database) =>
    database.prepare("UPDATE images SET reserved_until = 1 WHERE state <> 'confirmed'").run(),
  );
  stack = await start();
  await sleep(Math.max(0, lastSweep(rooms) - Date.now()));
  await swept(settings.port);
  await stack.stop();

  const remains = await examine(settings.stateDir);
  result.violations.push(...violations(remains));
  result.boughtTwice = [...byJob(remains.runs).values()].filter(({ length }) => length > 1).length;
  result.resumed = remains.runs.filter(({ attempts }) => attempts > 1).length;
  result.recovery.sort((a, b) => a - b);
  note("result", result);
  return result;
}

/** How long what is owed is worked off after it is due. */
const WORKED_OFF_MS = 5_000;

/** When the last room that waits for a late copy has swept. Unix milliseconds. */
function lastSweep(rooms: readonly Room[]): number {
  const waited = rooms.flatMap(({ debts }) => debts.flatMap((debt) => (debt.type === "sweep" ? (debt.at ?? 0) : [])));
  return Math.max(0, ...waited) + WORKED_OFF_MS;
}

/** What the artists tell the one who kills. */
interface Waiting {
  wished?: () => void;
  burst?: () => Promise<unknown>;
}

type AskEngine = (route: string, init?: RequestInit) => Promise<Response>;

async function misbehave({ mischief }: Kill, ask: AskEngine, faults: Record<string, number>): Promise<void> {
  const told = await ask("/_mischief", { method: "POST", body: JSON.stringify(mischief) }).catch(() => null);
  if (!told?.ok) return;
  const set = mischief as {
    webhooks: Record<string, number>;
    requests: { fault: string; times: number }[];
    failures: { failure: string }[];
    stuck: string[];
  };
  for (const { fault, times } of set.requests) tally(faults, `request ${fault}`, times);
  for (const { failure } of set.failures) tally(faults, `run ${failure}`);
  for (const kind of set.stuck) tally(faults, `stuck ${kind}`);
  for (const what of ["lose", "repeat", "shuffleMs"])
    if (set.webhooks[what]) tally(faults, `phases with webhooks: ${what}`);
}

const peace = (ask: AskEngine) => ask("/_mischief", { method: "DELETE" }).then((answer) => answer.arrayBuffer());

async function momentOf(moment: Moment, waiting: Waiting, ask: AskEngine): Promise<void> {
  if (moment === "any") return;
  const late = sleep(MOMENT_MS, undefined, { ref: false });
  if (moment !== "keep") {
    const wished = new Promise<void>((resolve) => {
      waiting.wished = resolve;
    });
    const burst = waiting.burst?.();
    burst?.catch(() => {});
    // A hold is cut short while its wish is being answered, a claim after that.
    if (moment === "claim" || !burst) await Promise.race([late, wished]);
    delete waiting.wished;
    return;
  }
  const finished = async () => {
    const answer = await ask("/v1/predictions").catch(() => null);
    const list = (await answer?.json().catch(() => null)) as { results?: { status: string }[] } | null;
    return list?.results?.filter(({ status }) => status === "succeeded").length ?? 0;
  };
  const before = await finished();
  for (const end = Date.now() + MOMENT_MS; Date.now() < end; await sleep(40)) {
    if ((await finished()) > before) return;
  }
}

function strike({ victim }: Kill, stack: Stack): void {
  const { site, engine } = stack.groups();
  const pids =
    victim === "engine"
      ? []
      : (membersOfGroup(site) ?? []).filter(({ name }) => name === "workerd").map(({ pid }) => pid);
  if (victim !== "workerd") pids.push(-engine);
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It fell by itself a moment ago.
    }
  }
}

async function engineAnswers(ask: AskEngine): Promise<void> {
  for (;;) {
    await sleep(100);
    const answer = await ask("/_mischief").catch(() => null);
    if (answer?.ok) return;
  }
}
