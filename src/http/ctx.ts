import { type Db, open } from "../db/client.ts";
import type { StyleRoom } from "../room/style-room.ts";
import { type Counting, countingOf } from "./count.ts";
import type { Limiter } from "./limiter.ts";
import { type Settings, settingsOf } from "./settings.ts";

/** What a verb may touch. Verbs take `(ctx, input)`; they never see Hono's context nor the environment. */
export interface Ctx {
  db: Db;
  files: R2Bucket;
  images: ImagesBinding;
  /** Null where mail is off. */
  mail: SendEmail | null;
  /** The one writer of a style's job statuses. */
  rooms: (styleId: string) => DurableObjectStub<StyleRoom>;
  /** One per user or network. */
  limiter: (who: string) => DurableObjectStub<Limiter>;
  settings: Settings;
  requestId: string;
  count: Counting;
  /** Unix milliseconds. */
  now: () => number;
  /** Keeps the isolate alive for work the answer does not wait for. */
  waitUntil: (work: Promise<unknown>) => void;
}

/** A Ctx of a signed-in artist. */
export interface UserCtx extends Ctx {
  user: {
    id: string;
    /** Null for a program with an API token. */
    sessionId: string | null;
    /** Of that API token. */
    tokenHash?: string;
  };
}

/** What Hono carries from the front door to every route. */
export interface AppEnv {
  Bindings: Env;
  Variables: { requestId: string; ctx: Ctx };
}

/** Throws UNAVAILABLE when the configuration is not complete. */
export function ctxOf(env: Env, waitUntil: Ctx["waitUntil"], requestId: string): Ctx {
  const settings = settingsOf(env);
  return {
    db: open(env.DB),
    files: env.FILES,
    images: env.IMAGES,
    mail: settings.MAIL_FROM ? (env.EMAIL ?? null) : null,
    rooms: (styleId) => env.ROOMS.get(env.ROOMS.idFromName(styleId)),
    limiter: (who) => env.LIMITER.get(env.LIMITER.idFromName(who)),
    settings,
    requestId,
    count: countingOf(env),
    now: Date.now,
    waitUntil,
  };
}
