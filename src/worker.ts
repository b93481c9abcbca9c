import { api } from "./api.ts";

export { Limiter } from "./http/limiter.ts";
export { StyleRoom } from "./room/style-room.ts";

export default {
  fetch: api.fetch,
} satisfies ExportedHandler<Env>;
