import { isTerminal } from "#replicate/wire";
import type { Run } from "../../engine/runs.ts";
import type { Remains, Row } from "./autopsy.ts";

const over = new Set(["COMPLETED", "FAILED", "CANCELED"]);

/** The law that must hold when everything has come to rest, as sentences about what breaks it. */
export function violations(remains: Remains): string[] {
  return [...jobs(remains), ...books(remains), ...purchases(remains.runs), ...store(remains), ...rooms(remains)];
}

function jobs({ rows, keys }: Remains): string[] {
  const there = new Set(keys);
  const unfinished = [...rows.trainings, ...rows.generations].filter(({ status }) => !over.has(String(status)));
  const promised = [
    ...rows.generations.flatMap((row) => (row.status === "COMPLETED" ? [row.output_key, row.thumbnail_key] : [])),
    ...rows.trainings.flatMap((row) => (row.status === "COMPLETED" ? [row.weights_key, row.test_image_key] : [])),
  ];
  const [missing] = [promised.filter((key) => key === null || !there.has(String(key)))];
  return [
    ...unfinished.map(({ id, status }) => `job ${id} is still ${status}`),
    ...missing.map((key) => `a completed job's file ${key} is not there`),
  ];
}

function books({ rows }: Remains): string[] {
  const broken: string[] = [];
  for (const { user_id, training_credits, generation_credits } of rows.subscriptions) {
    for (const [unit, balance] of [
      ["training", training_credits] as const,
      ["generation", generation_credits] as const,
    ]) {
      const mine = rows.ledger.filter((row) => row.user_id === user_id && row.unit === unit);
      const sum = mine.reduce((total, { amount }) => total + Number(amount), 0);
      if (sum !== balance) broken.push(`${user_id} has ${balance} ${unit} credits, but the ledger says ${sum}`);
    }
  }
  const held = new Map(rows.ledger.filter(({ kind }) => kind === "hold").map((row) => [row.job_id, row]));
  const settled = new Map(
    rows.ledger.filter(({ kind }) => kind === "capture" || kind === "release").map((row) => [row.job_id, row]),
  );
  for (const [job, row] of held) {
    const end = settled.get(job);
    if (!end) broken.push(`the hold of ${job} was never settled`);
    else if (end.kind === "release" && Number(end.amount) !== -Number(row.amount))
      broken.push(`${job} got back ${end.amount} of ${row.amount}`);
  }
  for (const job of settled.keys()) if (!held.has(job)) broken.push(`${job} was settled without a hold`);
  const wrong = (row: Row, kind: string) =>
    over.has(String(row.status)) && held.has(row.id!) && settled.get(row.id!)?.kind !== kind;
  for (const row of [...rows.trainings, ...rows.generations]) {
    if (wrong(row, row.status === "COMPLETED" ? "capture" : "release"))
      broken.push(`${row.id} is ${row.status}, but its credit is not`);
  }
  return broken;
}

/** Our job and kind of run, out of the webhook's address; null for what no job of ours bought. */
export function jobOf({ webhook, kind }: Pick<Run, "webhook" | "kind">): string | null {
  const [, job] = /\/api\/webhooks\/replicate\/[^/]+\/([^/?]+)/.exec(webhook ?? "") ?? [];
  return job ? `${job} ${kind}` : null;
}

export function byJob(runs: readonly Run[]): Map<string, Run[]> {
  const all = new Map<string, Run[]>();
  for (const run of [...runs].sort((a, b) => a.createdAt - b.createdAt)) {
    const job = jobOf(run);
    if (job) all.set(job, [...(all.get(job) ?? []), run]);
  }
  return all;
}

/** A job is paid once. What the provider itself failed may be bought once more, after it has ended. */
function purchases(runs: readonly Run[]): string[] {
  const broken: string[] = [];
  for (const [job, bought] of byJob(runs)) {
    if (bought.length > 2) broken.push(`${job} was bought ${bought.length} times`);
    if (bought.filter(({ status }) => status === "succeeded").length > 1) broken.push(`${job} was paid twice`);
    bought.slice(1).forEach((run, at) => {
      const before = bought[at]!;
      if (before.completedAt === null || before.completedAt > run.createdAt)
        broken.push(`${job} was bought again while it ran`);
    });
  }
  for (const { id, status } of runs)
    if (!isTerminal(status)) broken.push(`the provider's run ${id} is still ${status}`);
  return broken;
}

/** Every object belongs to a row that names it, and every confirmed picture has its objects. */
function store({ rows, keys }: Remains): string[] {
  const named = new Set<string>();
  for (const { id, style_id, attempt, state } of rows.images) {
    if (state === "reserved" || attempt === null) continue;
    named.add(`styles/${style_id}/images/${id}/${attempt}`);
    named.add(`styles/${style_id}/thumbnails/${id}/${attempt}`);
  }
  for (const { output_key, thumbnail_key } of rows.generations)
    named.add(String(output_key)).add(String(thumbnail_key));
  for (const { weights_key, test_image_key } of rows.trainings)
    named.add(String(weights_key)).add(String(test_image_key));
  const there = new Set(keys);
  const lost = rows.images.filter(
    ({ id, style_id, attempt, state }) =>
      state === "confirmed" && !there.has(`styles/${style_id}/images/${id}/${attempt}`),
  );
  return [
    ...keys.filter((key) => !named.has(key)).map((key) => `${key} belongs to nobody`),
    ...lost.map(({ id }) => `the confirmed picture ${id} has lost its bytes`),
    ...rows.removals.filter(({ done_at }) => done_at === null).map(({ id }) => `the deletion of ${id} is not done`),
  ];
}

function rooms({ rooms }: Remains): string[] {
  const owed = rooms.flatMap(({ debts }) => debts.map(({ type }) => `a room still owes: ${type}`));
  const awake = rooms.flatMap(({ jobs }) =>
    jobs.flatMap(({ copy }) => (over.has(copy.status) ? [] : [`a room still holds ${copy.id} as ${copy.status}`])),
  );
  return [...owed, ...awake];
}
