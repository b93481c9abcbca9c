import * as contractAccounts from "#contract/accounts";
import * as contractGeneration from "#contract/generation";
import * as contractImages from "#contract/images";
import * as contractStyles from "#contract/styles";
import * as contractTraining from "#contract/training";
import type { Ground } from "./ground.ts";
import { type Findings, inLanes, knock, Tally } from "./report.ts";
import { isOpen, pathOf, type Route, routes } from "./routes.ts";

/** Milliseconds. */
const PATIENCE_MS = 2_000;

const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

const texts = [
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\u202egnp.exe",
  "💩".repeat(300),
  "Z̸̡͝a̵l̶g̷o̴".repeat(80),
  "' OR 1=1; DROP TABLE users; --",
  '"><script>alert(1)</script><img src=x onerror=alert(1)>',
  "{{7*7}}#{7*7}<%= 7*7 %>",
  "../../../../etc/passwd",
  "x".repeat(60_000),
  "\r\nSet-Cookie: session=evil",
  "",
  "   ",
];
const values: unknown[] = [
  ...texts,
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    -1e308,
    Number.MAX_SAFE_INTEGER,
    [],
    {},
    [[]],
    { $ne: null },
    [1, "a", null],
  ],
  { toString: "x", constructor: { prototype: { admin: true } } },
  Array.from({ length: 2_000 }, (_, at) => at),
];

const shapes = [
  ...["", "{", "[]", "null", "7", '"text"', "true", deep(5_000), `${"[".repeat(30_000)}${"]".repeat(30_000)}`],
  '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}',
  '{"a":1e999}',
  `{"a":"${"b".repeat(70_000)}"}`,
  `{${Array.from({ length: 4_000 }, (_, at) => `"k${at}":${at}`).join(",")}}`,
];

/** Names of the fields that the contract's own schemas know, so that a new field is attacked the day it is born. */
export function knownFields(): string[] {
  const contracts = [contractAccounts, contractGeneration, contractImages, contractStyles, contractTraining];
  const names = new Set<string>();
  const walk = (schema: unknown): void => {
    const definition = (schema as { _zod?: { def?: Record<string, unknown> } } | null)?._zod?.def;
    if (!definition) return;
    for (const [name, inner] of Object.entries((definition.shape ?? {}) as object)) {
      names.add(name);
      walk(inner);
    }
    for (const inner of [definition.innerType, definition.element, definition.in]) walk(inner);
  };
  for (const contract of contracts) for (const value of Object.values(contract)) walk(value);
  return [...names];
}

/** Hostile bodies at every route that takes one, against the attacker's own things, so that nothing is refused for its id. */
export async function attackBodies(ground: Ground): Promise<Findings> {
  const { attacker, stack } = ground;
  const tally = new Tally("hostile bodies");
  const fields = knownFields();
  tally.expect(fields.length > 15, `only ${fields.length} fields were found in the contract`);
  const takers = routes.filter(
    ({ method, path }) =>
      ["POST", "PUT", "PATCH"].includes(method) &&
      !path.startsWith("/api/webhooks") &&
      path !== "/api/upload/:imageId" &&
      path !== "/api/auth/logout",
  );
  const own = { ...ground.victim, styleId: attacker.styleId };
  const bodies = [
    ...shapes,
    ...fields.flatMap((field) => values.map((value) => JSON.stringify({ ...valid(attacker.styleId), [field]: value }))),
  ];
  const ask = async (route: Route, body: string) => {
    const headers: Record<string, string> = { "Content-Type": "application/json" };
    if (!isOpen(route)) headers.Authorization = `Bearer ${attacker.client.token}`;
    const init = { method: route.method, headers, body };
    const url = stack.url + pathOf(route, own);
    let heard = await knock(tally, url, init);
    // Two cores paint, and run this program too: only what is slow again is slow.
    if (heard.tookMs > PATIENCE_MS) heard = await knock(tally, url, init);
    const { status, text, tookMs, headers: answered } = heard;
    const what = `${route.method} ${route.path} ${body.slice(0, 80)} → ${status} ${text.slice(0, 120)}`;
    tally.expect(status > 0 && status < 500, what);
    tally.expect(tookMs <= PATIENCE_MS, `${what} took ${Math.round(tookMs)} ms`);
    if (text) tally.expect(/^application\/json/.test(answered.get("Content-Type") ?? ""), `${what} is not JSON`);
    tally.expect(answered.get("X-Content-Type-Options") === "nosniff", `${what} may be sniffed`);
    if (status >= 400)
      tally.expect(!text.includes(" at ") && text.includes('"requestId"'), `${what} has a stack or no request id`);
  };
  const costly = ({ path }: Route) => path === "/api/auth/register" || path === "/api/auth/login";
  for (const route of takers) {
    // A password's hash takes half a second of this machine: there, each field's texts alone.
    const list = costly(route) ? bodies.filter((_, at) => at % 23 === 0) : bodies;
    await inLanes(list, (body) => ask(route, body));
  }
  return tally;
}

/** What most routes would take, so that only the field under attack is wrong. */
const valid = (styleId: string) => ({
  ...{ styleId, name: "x", description: "x", caption: "x", prompt: "x", filename: "x.png", contentType: "image/png" },
  ...{ email: `attack-${Math.random().toString(36).slice(2)}@example.com`, password: "correct horse" },
});
