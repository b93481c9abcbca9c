import type { Counts, Statements } from "./asked.ts";
import { migrate } from "./database.ts";
import { furnish } from "./ground.ts";
import { hotRoutes, observe } from "./hot-routes.ts";
import { CONNECTIONS, interleaved, latency, type Target, table, throughput, times } from "./rounds.ts";
import { PRODUCT, startRuntime } from "./runtime.ts";

const PICTURES = 1_000;

const routes = hotRoutes(PICTURES);

const ANSWERS = 40;
const BURST_MS = 400;

const RUNGS = ["door", "session", "limiter"];

interface Figures {
  name: string;
  counts: Counts;
  latency: Record<string, number>;
  /** Answers a second. */
  answers: Record<string, number>;
}

/** Each hot route of the product against the bare Worker beside it, and what each of the product's parts adds to it. */
export async function benchRoutes(): Promise<string> {
  const runtime = await startRuntime(["bare", "observed", "ladder"]);
  try {
    const database = await runtime.miniflare.getD1Database("DB", PRODUCT);
    await migrate(database);
    const headers = { authorization: `Bearer ${await furnish(database, PICTURES)}` };
    const [product, bare, observed, ladder] = [
      await runtime.connect(PRODUCT),
      await runtime.connect("bare"),
      await runtime.connect("observed"),
      await runtime.connect("ladder"),
    ];
    const asked: Statements = {};
    const figures: Figures[] = [];
    for (const path of Object.values(routes)) asked[path] = (await observe(observed, headers, path)).asked;
    for (const pool of [bare, ladder]) {
      const { statusCode, body } = await pool.request({ path: "/", method: "PUT", body: JSON.stringify(asked) });
      if (statusCode !== 204) throw new Error(`The statements were not taken: ${await body.text()}`);
    }
    for (const [name, path] of Object.entries(routes)) {
      const { counts } = await observe(observed, headers, path);
      const sides: Record<string, Target> = {
        bare: { pool: bare, path, headers },
        ...Object.fromEntries(RUNGS.map((rung) => [rung, { pool: ladder, path: `/${rung}${path}`, headers }])),
        product: { pool: product, path, headers },
      };
      const each = (measure: (target: Target) => Promise<number>) =>
        Object.fromEntries(Object.entries(sides).map(([side, target]) => [side, () => measure(target)]));
      figures.push({
        name,
        counts,
        latency: await interleaved(each((target) => latency(target, ANSWERS))),
        answers: await interleaved(each((target) => throughput(target, BURST_MS))),
      });
    }
    return report(figures);
  } finally {
    await runtime.end();
  }
}

function report(figures: readonly Figures[]): string {
  const ms = (figure: number) => `${figure.toFixed(2)} ms`;
  const steps = ["bare", ...RUNGS, "product"];
  const against = figures.map(({ name, counts, latency: of, answers }) => [
    name,
    String(counts.trips),
    `${ms(of.bare!)} → ${ms(of.product!)}`,
    times(of.product! / of.bare!),
    times(answers.product! / answers.bare!),
  ]);
  // Of one answer, from how many there are a second: steadier than differences of latencies.
  const cost = (answers: Record<string, number>, step: string) => 1_000 / answers[step]!;
  const parts = figures.map(({ name, answers }) => {
    const added = steps.slice(1).map((step, at) => cost(answers, step) - cost(answers, steps[at]!));
    return [name, ms(cost(answers, "bare")), ...added.map(ms)];
  });
  const connections = `answers a second at ${CONNECTIONS} connections, aim 0.75`;
  return [
    table(["route", "D1 trips", "median answer, bare → product", "ratio, aim 1.3", connections], against),
    "",
    table(
      [
        "cost of an answer",
        "bare",
        "+ router, headers",
        "+ session's signature",
        "+ limiter",
        "+ Drizzle, validation, entities",
      ],
      parts,
    ),
  ].join("\n");
}
