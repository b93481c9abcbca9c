import * as z from "zod/mini";

/** The account's own address, written out: a deletion is never one slip of the hand. */
export const deleteAccountInput = z.object({ email: z.string() });

export interface ErasureItem {
  label: string;
  /** Things of this kind; 0 when there was none. */
  count: number;
  /** `refused` is tried again by itself. */
  state: "waiting" | "refused" | "done";
  attempts: number;
  doneAt: string | null;
  /** When a refused one is tried again. */
  nextTryAt: string | null;
}

/** What is being deleted, and how far it is. */
export interface Erasure {
  id: string;
  subject: "style" | "account";
  name: string;
  requestedAt: string;
  doneAt: string | null;
  items: ErasureItem[];
  /** A JWS that this site signed, once everything is gone. */
  receipt: string | null;
}

/** Answer of deleting an account: a page that needs no sign-in. */
export interface AccountErasure {
  id: string;
  /** Path and query of that page on this site. */
  page: string;
}

/** What a signed link carries; whether it is good is judged of the whole address. */
export const signedQuery = z.object({ expires: z.optional(z.string()), signature: z.optional(z.string()) });

export const verifyReceiptInput = z.object({ receipt: z.string().check(z.maxLength(1_000_000)) });

/** Whether this site signed a receipt and nothing in it was changed, and what it then says. */
export type ReceiptVerdict =
  | { genuine: true; receipt: Omit<Erasure, "receipt"> & { site: string } }
  | { genuine: false; receipt: null };
