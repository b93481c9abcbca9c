import { api } from "./api.ts";
import { sweep } from "./clock.ts";
import { consume } from "./jobs.ts";

export { Limiter } from "./http/limiter.ts";
export { StyleRoom } from "./room/style-room.ts";

export default {
  fetch: api.fetch,
  queue: consume,
  scheduled: (_, env, context) => sweep(env, context),
} satisfies ExportedHandler<Env>;
