import { lt } from "drizzle-orm";
import type { Ctx } from "../http/ctx.ts";
import { sessions } from "./table.ts";

/** Expired sessions let nobody in; their rows go. */
export async function sweepSessions({ db, now }: Pick<Ctx, "db" | "now">): Promise<void> {
  await db.delete(sessions).where(lt(sessions.expiresAt, now()));
}
