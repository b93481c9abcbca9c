/**
 * Replicate's webhook signature: base64(HMAC-SHA256(key, `${id}.${timestamp}.${body}`)), written `v1,<base64>`.
 * Source: https://replicate.com/docs/topics/webhooks/verify-webhook
 */

/** Seconds a webhook may be older or newer than our clock. */
export const TIMESTAMP_TOLERANCE = 300;

export interface SignedWebhook {
  /** Header `webhook-id`, the same across retries. */
  id: string;
  /** Header `webhook-timestamp`: seconds since 1970 of this attempt. */
  timestamp: string;
  /** The raw body, exactly as received. */
  body: string | Uint8Array;
}

export type Verdict = "genuine" | "unsigned" | "stale" | "forged";

type Headers = { get(name: string): string | null };

/** @returns the value of the `webhook-signature` header. Throws an Error when the secret is not `whsec_` and base64. */
export async function signWebhook(secret: string, webhook: SignedWebhook): Promise<string> {
  const mac = await crypto.subtle.sign("HMAC", await signingKey(secret), signedContent(webhook));
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`;
}

/** What the headers say, and why they alone refuse the webhook already: nobody needs its body or the secret then. */
export function claimedBy(headers: Headers, now: number) {
  const id = headers.get("webhook-id") ?? "";
  const timestamp = headers.get("webhook-timestamp") ?? "";
  const signatures = headers.get("webhook-signature") ?? "";
  const signed = id !== "" && signatures !== "" && /^\d{1,15}$/.test(timestamp);
  const young = Math.abs(now - Number(timestamp)) <= TIMESTAMP_TOLERANCE;
  const verdict: Verdict | null = signed ? (young ? null : "stale") : "unsigned";
  return { id, timestamp, signatures, verdict };
}

/**
 * Judges a webhook by its headers and raw body. One matching signature of several is enough, so that a secret can be rotated.
 * @param now seconds since 1970
 */
export async function verifyWebhook(
  secret: string,
  headers: Headers,
  body: string | Uint8Array,
  now: number,
): Promise<Verdict> {
  const { id, timestamp, signatures, verdict } = claimedBy(headers, now);
  if (verdict) return verdict;
  const key = await signingKey(secret);
  const content = signedContent({ id, timestamp, body });
  let genuine = false;
  for (const signature of signatures.split(" ")) {
    const mac = signature.startsWith("v1,") ? fromBase64(signature.slice(3)) : undefined;
    // SubtleCrypto compares in constant time.
    if (mac && (await crypto.subtle.verify("HMAC", key, mac, content))) genuine = true;
  }
  return genuine ? "genuine" : "forged";
}

function signingKey(secret: string): Promise<CryptoKey> {
  const key = fromBase64(secret.replace(/^whsec_/, ""));
  if (!key || key.length === 0) throw new Error("The webhook secret must be whsec_ followed by base64.");
  return crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

function signedContent({ id, timestamp, body }: SignedWebhook): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const head = encoder.encode(`${id}.${timestamp}.`);
  const tail = typeof body === "string" ? encoder.encode(body) : body;
  const content = new Uint8Array(head.length + tail.length);
  content.set(head);
  content.set(tail, head.length);
  return content;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
