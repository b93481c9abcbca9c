import worker from "../../../src/worker.ts";
import { counted } from "./counting.ts";

/** The product's own answer, replaced by what it asked of D1 and how often. */
export default {
  async fetch(request, env, context) {
    const { env: own, asked, counts } = counted(env);
    const answer = await worker.fetch(request, own, context);
    return answer.ok ? Response.json({ asked, counts }) : answer;
  },
} satisfies ExportedHandler<Env>;
