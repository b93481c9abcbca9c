import { type Asked, isScan } from "./asked.ts";
import { type Database, emptyDatabase, migrate } from "./database.ts";
import { furnish } from "./ground.ts";
import { hotRoutes, observe } from "./hot-routes.ts";
import { interleaved, median, table, times } from "./rounds.ts";
import { PRODUCT, startRuntime } from "./runtime.ts";

const FEW = 1_000;
const MANY = 100_000;
const TURNS = 30;

const prepared = (database: Database, asked: readonly Asked[]) =>
  asked.map(({ text, values }) => database.prepare(text).bind(...values));

async function latency(database: Database, asked: readonly Asked[]): Promise<number> {
  const list: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const begun = performance.now();
    await database.batch(prepared(database, asked));
    list.push(performance.now() - begun);
  }
  return median(list);
}

async function rowsRead(database: Database, asked: readonly Asked[]): Promise<number> {
  const results = await database.batch(prepared(database, asked));
  return results.reduce((sum, { meta }) => sum + meta.rows_read, 0);
}

/** How many of the statements read a whole table. */
async function scans(database: Database, asked: readonly Asked[]): Promise<number> {
  let found = 0;
  for (const { text, values } of asked) {
    const { results } = await database
      .prepare(`EXPLAIN QUERY PLAN ${text}`)
      .bind(...values)
      .all<{ detail: string }>();
    if (results.some(({ detail }) => isScan(detail))) found += 1;
  }
  return found;
}

/** The hot routes' own statements in a database of a thousand pictures and in one of a hundred thousand. */
export async function benchDatabase(): Promise<string> {
  const runtime = await startRuntime(["observed"]);
  const large = await emptyDatabase();
  try {
    const few = await runtime.miniflare.getD1Database("DB", PRODUCT);
    await migrate(few);
    const headers = { authorization: `Bearer ${await furnish(few, FEW)}` };
    await furnish(large.database, MANY);
    const pool = await runtime.connect("observed");
    const rows: string[][] = [];
    for (const [name, path] of Object.entries(hotRoutes(FEW))) {
      const { asked, counts } = await observe(pool, headers, path);
      const ms = await interleaved({ few: () => latency(few, asked), many: () => latency(large.database, asked) });
      rows.push([
        name,
        String(counts.trips),
        String(asked.length),
        `${await rowsRead(few, asked)} → ${await rowsRead(large.database, asked)}`,
        String(await scans(large.database, asked)),
        times(ms.many / ms.few),
      ]);
    }
    return table(
      [
        "route",
        "round trips",
        "statements",
        "rows read, 1,000 → 100,000 pictures",
        "scans at 100,000",
        "latency, 100,000 against 1,000",
      ],
      rows,
    );
  } finally {
    await large.runtime.dispose();
    await runtime.end();
  }
}
