import * as z from "zod/mini";
import { email, type Provider, type User } from "./accounts.ts";
import { line, NAME_MAX } from "./text.ts";

export const patchAccountInput = z.object({
  name: z.optional(line(1, NAME_MAX)),
  notifications: z.optional(z.object({ styleReady: z.optional(z.boolean()), trainingFailed: z.optional(z.boolean()) })),
});
export type PatchAccountInput = z.input<typeof patchAccountInput>;

const present = z.string().check(z.maxLength(200, "Use at most 200 characters."));
const password = z
  .string()
  .check(z.minLength(8, "Use at least 8 characters."), z.maxLength(200, "Use at most 200 characters."));

/** `current` may be left out by an account that has no password yet. */
export const setPasswordInput = z.object({ current: z.optional(present), password });
/** As a form asks for it. */
export const setPasswordForm = z.object({ current: present, password });
export type SetPasswordInput = z.input<typeof setPasswordInput>;

/** `current` may be left out by an account that has no password. */
export const changeAddressInput = z.object({ email, current: z.optional(present) });
/** As a form asks for it. */
export const changeAddressForm = z.object({ email, current: present });
export type ChangeAddressInput = z.input<typeof changeAddressInput>;

export const MAX_TOKENS = 20;
export const newTokenInput = z.object({ name: line(1, NAME_MAX) });
export type NewTokenInput = z.input<typeof newTokenInput>;

/** A place somebody is signed in at. */
export interface SessionInfo {
  id: string;
  /** Such as "Firefox on Linux"; "Unknown device" when the browser did not say. */
  device: string;
  kind: "desktop" | "phone" | "tablet" | "program";
  /** The session that asks. */
  current: boolean;
  createdAt: string;
  /** To the hour. */
  seenAt: string;
}

export interface ApiToken {
  id: string;
  name: string;
  createdAt: string;
  /** To the hour; null until it is used. */
  usedAt: string | null;
}

/** The only time the token itself is told. */
export interface NewApiToken {
  token: string;
  apiToken: ApiToken;
}

export interface Identity {
  provider: Provider;
  /** The address at the provider when it was linked. */
  email: string;
  linkedAt: string;
}

export interface Notifications {
  styleReady: boolean;
  trainingFailed: boolean;
}

/** `GET /api/account`: all that Settings shows of an account. */
export interface Account {
  user: User;
  hasPassword: boolean;
  notifications: Notifications;
  identities: Identity[];
  /** The newest use first. */
  sessions: SessionInfo[];
  tokens: ApiToken[];
}
