import type { Db } from "../db/client.ts";
import type { StyleRoom } from "../room/style-room.ts";
import type { Settings } from "./settings.ts";

/** What a verb may touch. Verbs take `(ctx, input)`; they never see Hono's context nor the environment. */
export interface Ctx {
  db: Db;
  files: R2Bucket;
  images: ImagesBinding;
  /** The one writer of a style's job statuses. */
  rooms: (styleId: string) => DurableObjectStub<StyleRoom>;
  settings: Settings;
  requestId: string;
  /** Unix milliseconds. */
  now: () => number;
  /** Keeps the isolate alive for work the answer does not wait for. */
  waitUntil: (work: Promise<unknown>) => void;
}

/** A Ctx of a signed-in artist. */
export interface UserCtx extends Ctx {
  user: { id: string; sessionId: string };
}
