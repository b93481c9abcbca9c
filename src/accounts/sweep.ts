import { lt } from "drizzle-orm";
import { together } from "../db/client.ts";
import type { Ctx } from "../http/ctx.ts";
import { oauthAttempts, sessions } from "./table.ts";

/** What expired lets nobody in; its rows go. */
export async function sweepSessions({ db, now }: Pick<Ctx, "db" | "now">): Promise<void> {
  await together(db, [
    db.delete(sessions).where(lt(sessions.expiresAt, now())),
    db.delete(oauthAttempts).where(lt(oauthAttempts.expiresAt, now())),
  ]);
}
