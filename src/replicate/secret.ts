import { type Connection, providerOf } from "./client.ts";
import { verifyWebhook } from "./signature.ts";

/** A forged signature makes us ask for a new secret at most this often. */
const REFETCH_MS = 60_000;

const secrets = new Map<string, { key: string; at: number }>();

/**
 * Whether a webhook is the provider's own, unchanged and young. The secret is the same for every token of the account;
 * it is asked for once, and again when a signature does not fit, since it may have been rotated.
 * Throws ReplicateError when the secret cannot be had.
 */
export async function isGenuine(
  connection: Connection,
  headers: { get(name: string): string | null },
  body: string | Uint8Array,
  now: number,
): Promise<boolean> {
  const place = `${connection.REPLICATE_URL} ${connection.REPLICATE_API_TOKEN}`;
  const fetched = async () => {
    const secret = { key: await providerOf(connection).webhookSecret(), at: now };
    secrets.set(place, secret);
    return secret;
  };
  const judge = ({ key }: { key: string }) => verifyWebhook(key, headers, body, now / 1_000);
  const known = secrets.get(place) ?? (await fetched());
  const verdict = await judge(known);
  if (verdict !== "forged" || now - known.at < REFETCH_MS) return verdict === "genuine";
  return (await judge(await fetched())) === "genuine";
}
