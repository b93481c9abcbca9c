import { setTimeout as sleep } from "node:timers/promises";
import { type Field, knownFields, placed } from "./fields.ts";
import { type Ground, MARKUP } from "./ground.ts";
import { type Findings, inLanes, knock, Tally } from "./report.ts";
import { isOpen, pathOf, type Route, routes } from "./routes.ts";

const PATIENCE_MS = 2_000;
const AGAIN_MS = 2_000;

const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

const texts = [
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\u202egnp.exe",
  "💩".repeat(300),
  "Z̸̡͝a̵l̶g̷o̴".repeat(80),
  "' OR 1=1; DROP TABLE users; --",
  MARKUP,
  "{{7*7}}#{7*7}<%= 7*7 %>",
  "../../../../etc/passwd",
  "x".repeat(60_000),
  "\r\nSet-Cookie: session=evil",
  "",
  "   ",
];
const numbers = [0, -1, 1.5, 1e308, -1e308, Number.MAX_SAFE_INTEGER];
const values: unknown[] = [
  ...texts,
  ...numbers,
  ...[null, true, false, [], {}, [[]], { $ne: null }, [1, "a", null], ["\u0000"]],
  { toString: "x", constructor: { prototype: { admin: true } } },
  Array.from({ length: 2_000 }, (_, at) => at),
  Array.from({ length: 1_000 }, (_, at) => `id-${at}`),
];

const shapes = [
  ...["", "{", "[]", "null", "7", '"text"', "true", deep(5_000), `${"[".repeat(30_000)}${"]".repeat(30_000)}`],
  '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}',
  '{"a":1e999}',
  `{"a":"${"b".repeat(70_000)}"}`,
  `{${Array.from({ length: 4_000 }, (_, at) => `"k${at}":${at}`).join(",")}}`,
];

/** What most routes would take, so that only the field under attack is wrong. */
const valid = (styleId: string) => ({
  ...{ styleId, name: "x", description: "x", caption: "x", prompt: "x", filename: "x.png", contentType: "image/png" },
  ...{ width: 256, height: 256, steps: 1, config: { steps: 10 } },
  ...{ email: `attack-${Math.random().toString(36).slice(2)}@example.com`, password: "correct horse" },
});

/** Whether each answer is a calm one: soon, no fault of ours, JSON that nobody takes for a page, and a request id in a refusal. */
function judged(tally: Tally, ground: Ground) {
  return async (route: Route, path: string, init: RequestInit, what: string) => {
    const headers: Record<string, string> = { ...(init.headers as Record<string, string>) };
    if (!isOpen(route)) headers.Authorization = `Bearer ${ground.attacker.client.token}`;
    const ask = () => knock(tally, ground.stack.url + path, { method: route.method, ...init, headers });
    let heard = await ask();
    // Two cores paint, and run this program too: only what is slow again is slow. A local server that is being started anew
    // answers nothing, or not in the Worker's name.
    const isAway = () => heard.status === 0 || (heard.status === 503 && !heard.headers.has("X-Request-Id"));
    for (let tries = 0; tries < 15 && (heard.tookMs > PATIENCE_MS || isAway()); tries += 1) {
      await sleep(AGAIN_MS);
      heard = await ask();
    }
    const { status, text, tookMs, headers: answered } = heard;
    const said = `${route.method} ${route.path} ${what.slice(0, 80)} → ${status} ${text.slice(0, 120)}`;
    tally.expect(status > 0 && status < 500, said);
    if (status === 0) return heard;
    tally.expect(tookMs <= PATIENCE_MS, `${said} took ${Math.round(tookMs)} ms`);
    tally.expect(answered.get("X-Content-Type-Options") === "nosniff", `${said} may be sniffed`);
    tally.expect(answered.has("X-Request-Id"), `${said} has no request id`);
    tally.expect(status < 400 || !/\bat .+:\d+:\d+/.test(text), `${said} has a stack`);
    const isData = /^application\/json/.test(answered.get("Content-Type") ?? "");
    tally.expect(isData || !text.includes(MARKUP), `${said} echoes markup`);
    return heard;
  };
}

/** Of `fields`, those the route complains of when everything is wrong. */
async function namedBy(ask: () => Promise<{ text: string }>, fields: readonly Field[]): Promise<Field[]> {
  const { text } = await ask();
  let named: string[] = [];
  try {
    named = Object.keys((JSON.parse(text) as { fields?: object }).fields ?? {}).map((name) => name.split(".")[0]!);
  } catch {
    // It takes no body at all.
  }
  return fields.filter(([top]) => named.includes(top!));
}

/** Hostile bodies at every route that takes one, about the attacker's own things, so that nothing is refused for its id. */
export async function attackBodies(ground: Ground): Promise<Findings> {
  const { attacker } = ground;
  const tally = new Tally("hostile bodies");
  const { body: fields } = await knownFields();
  tally.expect(fields.length > 40, `only ${fields.length} fields were found in the contract`);
  const tops = [...new Set(fields.map(([top]) => top!))];
  const takers = routes.filter(
    ({ method, path }) =>
      ["POST", "PUT", "PATCH", "DELETE"].includes(method) &&
      !path.startsWith("/api/webhooks") &&
      path !== "/api/upload/:imageId" &&
      path !== "/api/auth/logout" &&
      // These take no body, and end what the attack still needs.
      (method !== "DELETE" || path === "/api/account"),
  );
  const ask = judged(tally, ground);
  const all = (value: unknown) => JSON.stringify(Object.fromEntries(tops.map((top) => [top, value])));
  let attacked = 0;
  for (const route of takers) {
    const path = pathOf(route, attacker);
    const send = (body: string) => ask(route, path, { headers: { "Content-Type": "application/json" }, body }, body);
    const known = await namedBy(() => send(all({ "~": 1 })), fields);
    attacked += known.length;
    const list = [
      ...shapes,
      ...values.map(all),
      ...known.flatMap((field) =>
        values.map((value) => JSON.stringify({ ...valid(attacker.styleId), ...(placed(field, value) as object) })),
      ),
    ];
    // A password's hash takes a tenth of a second of each core.
    const hashes = /\/(?:auth|account\/password)/.test(route.path);
    await inLanes(list, async (body) => void (await send(body)), hashes ? 1 : 8);
  }
  tally.expect(attacked > 40, `only ${attacked} fields of routes were attacked one by one`);
  tally.answers[`fields of ${takers.length} routes`] = attacked;
  return tally;
}

const addresses = [
  "%00",
  "%",
  "%ff%fe",
  "..%2f..%2f",
  "%F0%9F%92%A9",
  "'%20OR%201=1--",
  "%22%3E%3Cscript%3E",
  "%0d%0aX:1",
];

/** Hostile words in every query, and in every place of a path. */
export async function attackQueries(ground: Ground): Promise<Findings> {
  const tally = new Tally("hostile queries and paths");
  const { query: fields } = await knownFields();
  tally.expect(fields.length > 10, `only ${fields.length} fields were found in the contract's queries`);
  const ask = judged(tally, ground);
  // The socket is asked for in a part of its own, and a ZIP of everything is no answer within two seconds.
  const readers = routes.filter(({ method, path }) => method === "GET" && !/\/live$|takeout/.test(path));
  const short = [...texts, ...numbers.map(String), "null", "[]"].map((text) => text.slice(0, 6_000));
  const asked = readers.flatMap((route) => {
    const path = pathOf(route, ground.attacker);
    const one = fields.flatMap(([name = ""]) => short.map((text) => new URLSearchParams([[name, text]])));
    const every = short.map((text) => new URLSearchParams(fields.map(([name = ""]) => [name, text.slice(0, 400)])));
    const takesQuery = /^\/api\/(?:generations|billing\/ledger)$/.test(route.path);
    return [...(takesQuery ? one : []), ...every].map((query) => ({ route, path: `${path}?${query}` }));
  });
  const bent = routes.flatMap((route) =>
    (route.path.match(/:[a-zA-Z]+(\{[^}]*\})?/g) ?? []).flatMap((hole) =>
      [...addresses, "x".repeat(6_000)].map((text) => ({
        route,
        path: pathOf({ ...route, path: route.path.replace(hole, text) }, ground.attacker),
      })),
    ),
  );
  await inLanes([...asked, ...bent], async ({ route, path }) => {
    const init = route.method === "GET" ? {} : { headers: { "Content-Type": "application/json" }, body: "{}" };
    await ask(route, path, init, path);
  });
  return tally;
}
