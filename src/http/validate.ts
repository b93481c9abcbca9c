import { zValidator } from "@hono/zod-validator";
import type { Context } from "hono";
import { type $ZodErrorMap, type $ZodType, config } from "zod/v4/core";
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

config({ customError: sentence });

const unreadable = (text: string) => new AppError("INVALID_INPUT", text, { fields: { body: text } });

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** The parsed body; a request without one counts as `{}`. Throws INVALID_INPUT for another type and for broken JSON. */
export async function bodyOf({ req }: Context): Promise<unknown> {
  const text = await req.text();
  if (text === "") {
    // Whoever reads the body after this reads the same.
    Object.assign(req.bodyCache, { text: Promise.resolve("{}") });
    return {};
  }
  if (!JSON_TYPE.test(req.header("Content-Type") ?? "")) {
    throw unreadable("Send JSON, with the header Content-Type: application/json.");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable("The body is not valid JSON.");
  }
}

/** Throws INVALID_INPUT with a sentence for each field. */
const checked = <S extends $ZodType, T extends "json" | "query">(target: T, schema: S) =>
  zValidator(target, schema, (result) => {
    if (result.success) return;
    const fields: Record<string, string> = {};
    for (const { path, message } of result.error.issues) fields[path.join(".") || "body"] ??= message;
    const list = Object.entries(fields).map(([field, text]) => `${field}: ${text}`);
    throw new AppError("INVALID_INPUT", `Please check what was sent. ${list.join(" ")}`, { fields });
  });

/** Checks the JSON body; the verb gets it from `c.req.valid("json")`. Stands after the guard: 401 and 404 come before 400. */
export const json = <S extends $ZodType>(schema: S) => {
  const check = checked("json", schema);
  const readAndCheck: typeof check = async (c, next) => {
    await bodyOf(c);
    return check(c, next);
  };
  return readAndCheck;
};

/** Checks the query string; the verb gets it from `c.req.valid("query")`. */
export const query = <S extends $ZodType>(schema: S) => checked("query", schema);
