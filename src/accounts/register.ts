import { eq } from "drizzle-orm";
import { grant } from "../billing/ledger.ts";
import { subscriptions } from "../billing/table.ts";
import type { SignedIn } from "../contract/accounts.ts";
import { type Statement, together } from "../db/client.ts";
import { violates } from "../db/constraint.ts";
import type { Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { newId } from "../http/ids.ts";
import { oweMail } from "../mail/owe.ts";
import { postSoon } from "../mail/post.ts";
import { userEntity } from "./entity.ts";
import { hashPassword } from "./password.ts";
import { openSession } from "./sessions.ts";
import { users } from "./table.ts";

export const taken = () => new AppError("EMAIL_TAKEN", "Email already exists. Sign in, or use another address.");

type UserRow = typeof users.$inferSelect;

/** An artist who was not here before. */
export const newUser = (now: number, known: Pick<UserRow, "email" | "name"> & Partial<UserRow>): UserRow => ({
  id: newId(now),
  avatarUrl: null,
  password: null,
  createdAt: now,
  updatedAt: now,
  emailVerifiedAt: null,
  avatarKey: null,
  mailsStyleReady: true,
  mailsTrainingFailed: true,
  ...known,
});

/** The rows of a new account: the artist, a subscription and the FREE plan's credits. */
export function account(ctx: Ctx, user: typeof users.$inferInsert): Statement[] {
  const { FREE_TRAININGS, FREE_GENERATIONS } = ctx.settings;
  const { id: userId, createdAt, updatedAt } = user;
  return [
    ctx.db.insert(users).values(user),
    ctx.db.insert(subscriptions).values({ userId, trainingCredits: 0, generationCredits: 0, createdAt, updatedAt }),
    ...grant(ctx, { userId, unit: "training", amount: FREE_TRAININGS, reason: "FREE plan" }),
    ...grant(ctx, { userId, unit: "generation", amount: FREE_GENERATIONS, reason: "FREE plan" }),
  ];
}

/**
 * Account, subscription, the FREE plan's credits, the first session and the mail that asks to confirm the address are born
 * together. Throws EMAIL_TAKEN.
 */
export async function register(
  ctx: Ctx,
  input: { email: string; password: string; name: string },
  userAgent?: string,
): Promise<SignedIn> {
  const known = await ctx.db.select({ id: users.id }).from(users).where(eq(users.email, input.email));
  if (known.length > 0) throw taken();
  const now = ctx.now();
  const user = newUser(now, { email: input.email, name: input.name, password: await hashPassword(input.password) });
  const session = await openSession(ctx, user.id, userAgent);
  try {
    await together(ctx.db, [...account(ctx, user), session.row, oweMail(ctx, user.id, "confirm-address")]);
  } catch (error) {
    throw violates(error, "users.email") ? taken() : error;
  }
  postSoon(ctx);
  return { user: userEntity(ctx, user), token: session.token };
}
