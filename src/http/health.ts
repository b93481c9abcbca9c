import { sql } from "drizzle-orm";
import type { Health, PartHealth } from "../contract/health.ts";
import type { Ctx } from "./ctx.ts";
import { describe, log } from "./log.ts";

/** Whoever asks often does not make us ask often. */
const FRESH_MS = 10_000;
/** A part that takes longer is as good as down. */
const PATIENCE_MS = 1_500;

const known = new WeakMap<object, { at: number; parts: Health["parts"] }>();

async function look(name: string, ask: () => Promise<unknown>): Promise<PartHealth> {
  let late: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([ask(), patience]);
    return "ok";
  } catch (error) {
    log("error", "health.failing", { part: name, reason: describe(error) });
    return "failing";
  } finally {
    clearTimeout(late);
  }
}

/** How each part answers, looked at every ten seconds or so. The Worker itself is well if this is read at all. */
export async function partsOf(ctx: Ctx): Promise<Health["parts"]> {
  const before = known.get(ctx.settings);
  if (before && ctx.now() - before.at < FRESH_MS) return before.parts;
  const [database, files, limiter] = await Promise.all([
    look("database", () => ctx.db.run(sql`SELECT 1`)),
    look("files", () => ctx.files.head("health")),
    look("limiter", () => ctx.limiter("health").take("health", 1_000, 1_000, ctx.now())),
  ]);
  const parts = { database, files, limiter };
  // Answers alone are shared: one request must not wait for what another began.
  known.set(ctx.settings, { at: ctx.now(), parts });
  return parts;
}
