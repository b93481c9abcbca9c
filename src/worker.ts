import { api } from "./api.ts";
import { settingsOf } from "./http/settings.ts";

export { Limiter } from "./http/limiter.ts";
export { StyleRoom } from "./room/style-room.ts";

export default {
  fetch(request, env, context) {
    settingsOf(env);
    return api.fetch(request, env, context);
  },
} satisfies ExportedHandler<Env>;
