import * as z from "zod/mini";
import { line, NAME_MAX } from "./text.ts";

export const email = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text: string) => text.normalize("NFC").trim().toLowerCase()),
  ),
  z.email("Write an e-mail address such as name@example.com.").check(z.maxLength(254, "Use at most 254 characters.")),
);

const PASSWORD_MAX = 200;
const tooLong = `Use at most ${PASSWORD_MAX} characters.`;

const newPassword = z.string().check(z.minLength(8, "Use at least 8 characters."), z.maxLength(PASSWORD_MAX, tooLong));

/** A password that is checked never says which rule it broke: only lengths no account can have are refused. */
const knownPassword = z.string().check(z.minLength(1, "Write your password."), z.maxLength(PASSWORD_MAX, tooLong));

export const registerInput = z.object({ email, password: newPassword, name: line(1, NAME_MAX) });
export type RegisterInput = z.input<typeof registerInput>;

export const loginInput = z.object({ email, password: knownPassword });
export type LoginInput = z.input<typeof loginInput>;

/** Of a link that came by mail. */
const linkToken = z.string().check(z.maxLength(100));

export const forgotPasswordInput = z.object({ email });
export type ForgotPasswordInput = z.input<typeof forgotPasswordInput>;

export const resetPasswordInput = z.object({ token: linkToken, password: newPassword });
export type ResetPasswordInput = z.input<typeof resetPasswordInput>;

export const confirmAddressInput = z.object({ token: linkToken });
export type ConfirmAddressInput = z.input<typeof confirmAddressInput>;

export const providers = ["google", "discord"] as const;
export type Provider = (typeof providers)[number];
export const providerNames: Record<Provider, string> = { google: "Google", discord: "Discord" };

/** `to`: the path of this site to come back to. */
export const startProviderInput = z.object({ to: z.optional(z.string().check(z.maxLength(500))) });
export type StartProviderInput = z.input<typeof startProviderInput>;

/** The page goes there to ask the provider. */
export interface ProviderStarted {
  location: string;
}

export interface User {
  id: string;
  email: string;
  /** Whether the artist proved that the address is theirs. */
  emailVerified: boolean;
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
