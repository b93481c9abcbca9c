import { createHmac } from "node:crypto";
import { CompactSign, calculateJwkThumbprint, compactVerify, exportJWK, importPKCS8 } from "jose";
import type { Erasure } from "../contract/leaving.ts";
import type { Settings } from "../http/settings.ts";
import { signingSecrets } from "../http/sign.ts";

const TYPE = "deletion-receipt";
/** Ed25519. */
const ALG = "EdDSA";
/** An Ed25519 key in PKCS #8 is these bytes and its seed: https://www.rfc-editor.org/rfc/rfc8410#section-7 */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** A key that anybody may have, to check receipts with. */
export interface PublicKey {
  kty: "OKP";
  crv: "Ed25519";
  x: string;
  kid: string;
  alg: typeof ALG;
  use: "sig";
}

interface KeyPair {
  sign: CryptoKey;
  open: PublicKey;
}

const pairs = new Map<string, KeyPair>();

/**
 * A key of its own, made of the secret: what signs links cannot sign receipts, and nothing more is to be kept. Only a finished pair is
 * remembered: a promise of a request that was broken off might never be kept, and the others would wait for it.
 */
async function pairOf(secret: string): Promise<KeyPair> {
  const pair = pairs.get(secret) ?? (await makePair(secret));
  pairs.set(secret, pair);
  return pair;
}

async function makePair(secret: string): Promise<KeyPair> {
  const seed = createHmac("sha256", secret).update("receipt of a deletion").digest();
  const pem = Buffer.concat([PKCS8, seed]).toString("base64");
  const sign = await importPKCS8(`-----BEGIN PRIVATE KEY-----\n${pem}\n-----END PRIVATE KEY-----`, ALG, {
    extractable: true,
  });
  const { x = "" } = await exportJWK(sign);
  const open = { kty: "OKP", crv: "Ed25519", x } as const;
  return { sign, open: { ...open, kid: await calculateJwkThumbprint(open), alg: ALG, use: "sig" } };
}

/** The keys whose receipts hold, as a JWK Set; the first signs. */
export const receiptKeys = async (settings: Settings): Promise<{ keys: PublicKey[] }> => ({
  keys: await Promise.all(signingSecrets(settings).map(async (secret) => (await pairOf(secret)).open)),
});

/** What is signed: what went, item by item, and when. */
export type ReceiptText = Omit<Erasure, "receipt"> & { site: string };

export async function signReceipt(settings: Settings, { receipt: _, ...erasure }: Erasure): Promise<string> {
  const { sign, open } = await pairOf(settings.SIGNING_SECRET);
  return new CompactSign(new TextEncoder().encode(JSON.stringify({ site: settings.APP_URL, ...erasure })))
    .setProtectedHeader({ alg: ALG, typ: TYPE, kid: open.kid })
    .sign(sign);
}

/** The last letter of a part has bits that say nothing: none of them may be another. */
const isExact = (receipt: string) =>
  receipt.split(".").every((part) => Buffer.from(part, "base64url").toString("base64url") === part);

/** What a receipt says, if this site signed it and nothing was changed since; else null. */
export async function readReceipt(settings: Settings, text: string): Promise<ReceiptText | null> {
  const receipt = text.trim();
  if (!isExact(receipt)) return null;
  const { keys } = await receiptKeys(settings);
  try {
    const keyOf = ({ kid }: { kid?: string }) => {
      const key = keys.find((one) => one.kid === kid);
      if (!key) throw new Error("no key of ours");
      return key;
    };
    const { payload, protectedHeader } = await compactVerify(receipt, keyOf, { algorithms: [ALG] });
    return protectedHeader.typ === TYPE ? (JSON.parse(new TextDecoder().decode(payload)) as ReceiptText) : null;
  } catch {
    return null;
  }
}
