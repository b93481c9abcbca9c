import { createHmac } from "node:crypto";
import { CompactSign, compactVerify } from "jose";
import type { Erasure } from "../contract/leaving.ts";
import type { Settings } from "../http/settings.ts";

/** A key of its own: what signs links cannot sign receipts. */
const keyOf = (settings: Settings) =>
  new Uint8Array(createHmac("sha256", settings.SIGNING_SECRET).update("receipt of a deletion").digest());

const TYPE = "deletion-receipt";

/** What is signed: what went, item by item, and when. */
export type ReceiptText = Omit<Erasure, "receipt"> & { site: string };

export const signReceipt = (settings: Settings, { receipt: _, ...erasure }: Erasure): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify({ site: settings.APP_URL, ...erasure })))
    .setProtectedHeader({ alg: "HS256", typ: TYPE })
    .sign(keyOf(settings));

/** What a receipt says, if this site signed it and nothing was changed since; else null. */
export async function readReceipt(settings: Settings, receipt: string): Promise<ReceiptText | null> {
  try {
    const { payload, protectedHeader } = await compactVerify(receipt.trim(), keyOf(settings), {
      algorithms: ["HS256"],
    });
    return protectedHeader.typ === TYPE ? (JSON.parse(new TextDecoder().decode(payload)) as ReceiptText) : null;
  } catch {
    return null;
  }
}
