import type { Context } from "hono";
import { Refusal } from "./refusal.ts";

/** Bytes: a data URI of 10 MB fits. */
const LARGEST = 32_000_000;

/** The JSON object a request carries. Throws a Refusal. */
export async function jsonBody(c: Context): Promise<Record<string, unknown>> {
  if (Number(c.req.header("content-length")) > LARGEST) {
    throw new Refusal(413, { detail: `Request bodies must be less than ${LARGEST / 1e6}MB in size` });
  }
  const body: unknown = await c.req.json().catch(() => undefined);
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new Refusal(400, { detail: "The request body must be a JSON object" });
}
