import { readdirSync } from "node:fs";
import path from "node:path";

/** A field of a request: the names on the way to it, `[]` for every entry of a list. */
export type Field = readonly string[];

interface Definition {
  shape?: Record<string, unknown>;
  innerType?: unknown;
  element?: unknown;
  in?: unknown;
}

const definitionOf = (schema: unknown) => (schema as { _zod?: { def?: Definition } } | null)?._zod?.def;

function walk(schema: unknown, way: Field, found: Map<string, Field>): void {
  const definition = definitionOf(schema);
  if (!definition) return;
  for (const [name, inner] of Object.entries(definition.shape ?? {})) {
    const field = [...way, name];
    found.set(field.join("."), field);
    walk(inner, field, found);
  }
  walk(definition.element, [...way, "[]"], found);
  for (const inner of [definition.innerType, definition.in]) walk(inner, way, found);
}

const contract = path.join(import.meta.dirname, "../../src/contract");

/** Every field that the contract's own schemas know, so that a new one is attacked the day it is born. */
export async function knownFields(): Promise<Record<"body" | "query", Field[]>> {
  const found = { body: new Map<string, Field>(), query: new Map<string, Field>() };
  for (const file of readdirSync(contract)) {
    const module: object = await import(path.join(contract, file));
    for (const [name, value] of Object.entries(module)) walk(value, [], found[/Query$/.test(name) ? "query" : "body"]);
  }
  return { body: [...found.body.values()], query: [...found.query.values()] };
}

/** A body's part with this value at this field. */
export function placed([name, ...rest]: Field, value: unknown): unknown {
  if (name === undefined) return value;
  return name === "[]" ? [placed(rest, value)] : { [name]: placed(rest, value) };
}
