import * as z from "zod/mini";
import { line, NAME_MAX } from "./text.ts";

const email = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text: string) => text.normalize("NFC").trim().toLowerCase()),
  ),
  z.email("Write an e-mail address such as name@example.com.").check(z.maxLength(254, "Use at most 254 characters.")),
);

export const registerInput = z.object({
  email,
  password: z
    .string()
    .check(z.minLength(8, "Use at least 8 characters."), z.maxLength(200, "Use at most 200 characters.")),
  name: line(1, NAME_MAX),
});
export type RegisterInput = z.input<typeof registerInput>;

/** Sign-in never says which rule a password broke: only lengths no account can have are refused. */
export const loginInput = z.object({
  email,
  password: z.string().check(z.minLength(1, "Write your password."), z.maxLength(200, "Use at most 200 characters.")),
});
export type LoginInput = z.input<typeof loginInput>;

export interface User {
  id: string;
  email: string;
  name: string | null;
  avatarUrl: string | null;
  createdAt: string;
}

export type Plan = "FREE" | "BASIC" | "PRO" | "ENTERPRISE";

export interface Subscription {
  plan: Plan;
  /** What can be spent now: credits held by running jobs are already gone from it. */
  trainingCredits: number;
  generationCredits: number;
  currentPeriodStart: string | null;
  currentPeriodEnd: string | null;
  /** When the plan ends because it was cancelled; null while it renews itself. */
  endsAt: string | null;
  /** The last payment did not go through and is being tried again. */
  paymentDue: boolean;
  /** Something was bought: cards, invoices and the plan can be looked after. */
  hasPurchases: boolean;
}

/** Answer of register and login. `token` works as a Bearer; the page uses the cookie set beside it. */
export interface SignedIn {
  user: User;
  token: string;
}

export interface Me {
  user: User;
  subscription: Subscription;
}
