import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Refusal } from "./refusal.ts";

/** Bytes: a data URI of 10 MB fits. */
const LARGEST = 32_000_000;

/** Refuses larger bodies before they fill the memory, whether or not they say their length. */
export function atMost(bytes: number, detail: string): MiddlewareHandler {
  return bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw new Refusal(413, { detail });
    },
  });
}

/** For every route that takes JSON. */
export const jsonLimit = atMost(LARGEST, `Request bodies must be less than ${LARGEST / 1e6}MB in size`);

/** The JSON object a request carries, behind `jsonLimit`. Throws a Refusal. */
export async function jsonBody(c: Context): Promise<Record<string, unknown>> {
  const body: unknown = await c.req.json().catch(() => undefined);
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new Refusal(400, { detail: "The request body must be a JSON object" });
}
