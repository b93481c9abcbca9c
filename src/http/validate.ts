import type { Context, MiddlewareHandler } from "hono";
import { type $ZodErrorMap, type $ZodType, type input, type output, safeParse } from "zod/v4/core";
import { AppError } from "./errors.ts";

const words: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
};

/** For rules that bring no sentence of their own. */
const sentence: $ZodErrorMap = (issue) => {
  if (issue.code === "invalid_type") {
    return issue.input === undefined ? "This is missing." : `Use ${words[issue.expected] ?? issue.expected} here.`;
  }
  if (issue.code === "invalid_value") return `Use one of: ${issue.values.join(", ")}.`;
  if (issue.code === "too_small") return `Use at least ${issue.minimum}.`;
  if (issue.code === "too_big") return `Use at most ${issue.maximum}.`;
  return "This is not valid.";
};

function checked<S extends $ZodType>(schema: S, value: unknown): output<S> {
  const result = safeParse(schema, value, { error: sentence });
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const { path, message } of result.error.issues) fields[path.join(".") || "body"] ??= message;
  const list = Object.entries(fields).map(([field, text]) => `${field}: ${text}`);
  throw new AppError("INVALID_INPUT", `Please check what was sent. ${list.join(" ")}`, { fields });
}

const unreadable = (text: string) => new AppError("INVALID_INPUT", text, { fields: { body: text } });

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** The parsed body; a request without one counts as `{}`. Throws INVALID_INPUT for another type and for broken JSON. */
export async function bodyOf(c: Context): Promise<unknown> {
  const text = await c.req.text();
  if (text === "") return {};
  if (!JSON_TYPE.test(c.req.header("Content-Type") ?? "")) {
    throw unreadable("Send JSON, with the header Content-Type: application/json.");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable("The body is not valid JSON.");
  }
}

/** Checks the JSON body; the verb gets it from `c.req.valid("json")`. Stands after the guard: 401 and 404 come before 400. */
export const json =
  <S extends $ZodType>(
    schema: S,
  ): MiddlewareHandler<object, string, { in: { json: input<S> }; out: { json: output<S> } }> =>
  async (c, next) => {
    c.req.addValidatedData("json", checked(schema, await bodyOf(c)) as object);
    await next();
  };

/** Checks the query string; the verb gets it from `c.req.valid("query")`. */
export const query =
  <S extends $ZodType>(
    schema: S,
  ): MiddlewareHandler<object, string, { in: { query: input<S> }; out: { query: output<S> } }> =>
  async (c, next) => {
    c.req.addValidatedData("query", checked(schema, c.req.query()) as object);
    await next();
  };
