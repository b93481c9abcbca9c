import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Miniflare } from "miniflare";
import type { Run } from "../../engine/runs.ts";
import type { GenerationState } from "../../src/generation/machine.ts";
import type { Debt } from "../../src/room/outbox.ts";
import type { TrainingState } from "../../src/training/machine.ts";

const DATABASE = "00000000-0000-0000-0000-000000000001";
const BUCKET = "artistcloner-files";

/** Opens every room without running our code in it, and reads its tables out. */
const READER = `
import { DurableObject } from "cloudflare:workers";
export class StyleRoom extends DurableObject {
  dump() {
    const rows = (query) => { try { return this.ctx.storage.sql.exec(query).toArray(); } catch { return []; } };
    return {
      jobs: rows("SELECT state FROM jobs").map(({ state }) => JSON.parse(state)),
      debts: rows("SELECT debt FROM outbox").map(({ debt }) => JSON.parse(debt)),
    };
  }
  alarm() {}
}
export default {
  async fetch(request, env) {
    const ids = await request.json();
    const rooms = await Promise.all(ids.map((id) => env.ROOMS.get(env.ROOMS.idFromString(id)).dump()));
    return Response.json(rooms);
  },
};`;

export interface Room {
  jobs: (TrainingState | GenerationState)[];
  debts: Debt[];
}

export interface Remains {
  rows: Record<"images" | "trainings" | "generations" | "ledger" | "subscriptions" | "removals" | "styles", Row[]>;
  rooms: Room[];
  /** Keys in R2; empty when only databases were copied. */
  keys: string[];
  runs: Run[];
}
export type Row = Record<string, string | number | null>;

const tables = ["images", "trainings", "generations", "ledger", "subscriptions", "removals", "styles"] as const;

/** Copies what a killed stack left on disk, so that it can be looked at while the stack goes on. Quick: no pictures. */
export function preserve(stateDir: string): string {
  const copy = mkdtempSync(path.join(tmpdir(), "soak-"));
  for (const part of ["d1", "do"]) {
    const from = path.join(stateDir, "wrangler/v3", part);
    if (existsSync(from)) cpSync(from, path.join(copy, "wrangler/v3", part), { recursive: true });
  }
  return copy;
}

/** Reads a state folder, or a copy of one, that nobody is working in. Rings no alarm that the stack would ring itself. */
export async function examine(stateDir: string, work?: (database: D1Like) => Promise<unknown>): Promise<Remains> {
  const v3 = path.join(stateDir, "wrangler/v3");
  const folder = path.join(v3, "do/artistcloner-StyleRoom");
  const ids = existsSync(folder)
    ? readdirSync(folder).flatMap((file) => /^([0-9a-f]{64})\.sqlite$/.exec(file)?.[1] ?? [])
    : [];
  const runtime = new Miniflare({
    cf: false,
    modules: true,
    script: READER,
    compatibilityDate: "2026-04-01",
    d1Databases: { DB: DATABASE },
    d1Persist: path.join(v3, "d1"),
    r2Buckets: { FILES: BUCKET },
    r2Persist: path.join(v3, "r2"),
    durableObjects: { ROOMS: { className: "StyleRoom", useSQLite: true, unsafeUniqueKey: "artistcloner-StyleRoom" } },
    durableObjectsPersist: path.join(v3, "do"),
  });
  try {
    const database = await runtime.getD1Database("DB");
    await work?.(database);
    const answers = await database.batch<Row>(tables.map((table) => database.prepare(`SELECT * FROM ${table}`)));
    const rows = Object.fromEntries(tables.map((table, at) => [table, answers[at]!.results])) as Remains["rows"];
    const answer = await runtime.dispatchFetch("http://reader/", { method: "POST", body: JSON.stringify(ids) });
    return { rows, rooms: (await answer.json()) as Room[], keys: await keysOf(runtime), runs: runsOf(stateDir) };
  } finally {
    await runtime.dispose();
  }
}

type D1Like = Awaited<ReturnType<Miniflare["getD1Database"]>>;

async function keysOf(runtime: Miniflare): Promise<string[]> {
  const bucket = await runtime.getR2Bucket("FILES");
  const keys: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await bucket.list(cursor ? { cursor } : {});
    keys.push(...page.objects.map(({ key }) => key));
    if (!page.truncated) return keys;
    cursor = page.cursor;
  }
}

function runsOf(stateDir: string): Run[] {
  const folder = path.join(stateDir, "engine/runs");
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return files.map((file) => JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Run);
}

/** What a kill cut short, told by what it left. */
export function cutShort({ rows, rooms }: Remains): string[] {
  const phases = rooms.flatMap(({ jobs }) => jobs).filter(({ copy }) => copy.completedAt === null);
  const isIn = (phase: string) => phases.some(({ purchase }) => purchase.phase === phase);
  const born = [...rows.trainings, ...rows.generations].some(({ rev }) => rev === 0);
  const settling = rooms.some(({ debts }) => debts.some(({ type }) => type === "settle"));
  return [
    ...(born ? ["hold"] : []),
    ...(isIn("claimed") ? ["claim"] : []),
    ...(isIn("keeping") ? ["keep"] : []),
    ...(settling ? ["settle"] : []),
  ];
}

export const discard = (copy: string): void => rmSync(copy, { recursive: true, force: true });
