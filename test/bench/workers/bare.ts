import type { Statements } from "../asked.ts";

/** The bench brings them. */
let known: Statements = {};

export async function learn(request: Request): Promise<Response> {
  known = await request.json<Statements>();
  return new Response(null, { status: 204 });
}

/** The least that can answer: the same statements as the product's route, in one batch, as JSON. */
export async function answer(database: D1Database, place: string): Promise<Response> {
  const asked = known[place];
  if (!asked) return new Response("There are no statements for this.", { status: 404 });
  const results = await database.batch(asked.map(({ text, values }) => database.prepare(text).bind(...values)));
  return Response.json(results.map((result) => result.results));
}

export default {
  fetch(request, env) {
    if (request.method === "PUT") return learn(request);
    const { pathname, search } = new URL(request.url);
    return answer(env.DB, pathname + search);
  },
} satisfies ExportedHandler<Env>;
