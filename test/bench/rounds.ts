import { errors, type Pool } from "undici";

export const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;

export const percentile = (list: readonly number[], share: number): number =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? Number.NaN;

/** How many rounds a part measures, unless the command line says otherwise. */
export const pace = { rounds: 7 };

/**
 * Measures every side in turn, round after round (A B A B …), so that whatever else the machine does falls on all alike, and
 * answers the median of each side's rounds. A round before the first is thrown away.
 */
export async function interleaved<Side extends string>(
  sides: Record<Side, () => Promise<number>>,
  rounds = pace.rounds,
): Promise<Record<Side, number>> {
  const names = Object.keys(sides) as Side[];
  const figures = new Map<Side, number[]>(names.map((name) => [name, []]));
  for (let round = -1; round < Math.min(rounds, pace.rounds); round += 1) {
    for (const name of names) {
      const figure = await sides[name]();
      if (round >= 0) figures.get(name)!.push(figure);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(figures.get(name)!)])) as Record<Side, number>;
}

/** A path of one Worker, asked over connections that stay open. Throws for any answer but 200. */
export interface Target {
  pool: Pool;
  path: string;
  headers: Record<string, string>;
}

/** Workerd closes connections that were idle while another side was measured: such a request is sent once more. */
const isClosed = (error: unknown) => error instanceof errors.SocketError;

async function ask({ pool, path, headers }: Target): Promise<void> {
  const send = () => pool.request({ path, method: "GET", headers });
  const { statusCode, body } = await send().catch((error: unknown) => {
    if (isClosed(error)) return send();
    throw error;
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}: ${text.slice(0, 300)}`);
}

/** Milliseconds of the median of `count` answers, one after the other. */
export async function latency(target: Target, count: number): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const begun = performance.now();
    await ask(target);
    times.push(performance.now() - begun);
  }
  return median(times);
}

export const CONNECTIONS = 32;

/** Answers a second while {@link CONNECTIONS} ask at once for `ms` milliseconds. */
export async function throughput(target: Target, ms: number): Promise<number> {
  const begun = performance.now();
  let answers = 0;
  const loop = async () => {
    while (performance.now() - begun < ms) {
      await ask(target);
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, loop));
  return (1_000 * answers) / (performance.now() - begun);
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;
