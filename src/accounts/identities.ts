import { and, eq, exists, isNotNull, or, sql } from "drizzle-orm";
import { type Provider, providerNames, registerInput } from "../contract/accounts.ts";
import { type Statement, together } from "../db/client.ts";
import { violates } from "../db/constraint.ts";
import type { Ctx, UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import type { Person } from "./provider.ts";
import { account, newUser } from "./register.ts";
import { openSession } from "./sessions.ts";
import { identities, users } from "./table.ts";

const known = (provider: Provider, { subject }: Person) =>
  and(eq(identities.provider, provider), eq(identities.subject, subject));

/** The address in our spelling, vouched for by the provider. Throws ADDRESS_UNVERIFIED. */
function provenAddress(provider: Provider, person: Person): string {
  const read = registerInput.shape.email.safeParse(person.email);
  if (person.emailVerified && read.success) return read.data;
  const name = providerNames[provider];
  throw new AppError(
    "ADDRESS_UNVERIFIED",
    `${name} does not vouch for your e-mail address. Verify it at ${name} first.`,
  );
}

const identityRow = (ctx: Ctx, provider: Provider, { subject }: Person, userId: string, email: string): Statement =>
  ctx.db.insert(identities).values({ provider, subject, userId, email, createdAt: ctx.now() });

/**
 * Signs in whoever the provider says came back, and answers the session's token. One who is not known by their id is known
 * by their address only if both sides have proved it: whoever opened an account with a stranger's address must not be
 * joined by that stranger, nor the other way round. Everybody else gets an account. Throws ADDRESS_UNVERIFIED and
 * ADDRESS_UNCONFIRMED.
 */
export async function signInAs(
  ctx: Ctx,
  provider: Provider,
  person: Person,
  at: { userAgent: string | undefined; countRegistration: () => Promise<void> },
): Promise<string> {
  const [identity] = await ctx.db.select({ userId: identities.userId }).from(identities).where(known(provider, person));
  if (identity) {
    const session = await openSession(ctx, identity.userId, at.userAgent);
    await session.row;
    return session.token;
  }
  const email = provenAddress(provider, person);
  const [same] = await ctx.db.select().from(users).where(eq(users.email, email));
  if (same) {
    if (same.emailVerifiedAt === null) {
      const name = providerNames[provider];
      throw new AppError(
        "ADDRESS_UNCONFIRMED",
        `There is a studio with this address that never confirmed it. Sign in with its password, or reset it, and link ${name} in Settings.`,
      );
    }
    const session = await openSession(ctx, same.id, at.userAgent);
    await together(ctx.db, [identityRow(ctx, provider, person, same.id, email), session.row]).catch(
      alreadyLinked(provider),
    );
    return session.token;
  }
  await at.countRegistration();
  const now = ctx.now();
  const name = registerInput.shape.name.safeParse(person.name?.slice(0, 100));
  const user = newUser(now, { email, name: name.success ? name.data : null, emailVerifiedAt: now });
  const session = await openSession(ctx, user.id, at.userAgent);
  await together(ctx.db, [
    ...account(ctx, user),
    identityRow(ctx, provider, person, user.id, email),
    session.row,
  ]).catch(alreadyLinked(provider));
  return session.token;
}

const taken = (provider: Provider) =>
  new AppError(
    "IDENTITY_TAKEN",
    `This ${providerNames[provider]} account, or another one, is linked to a studio already.`,
  );

const alreadyLinked = (provider: Provider) => (error: unknown) => {
  throw violates(error, "UNIQUE") ? taken(provider) : error;
};

/** Linking again changes nothing. Throws ADDRESS_UNVERIFIED, and IDENTITY_TAKEN: one studio a person, one person a provider. */
export async function linkIdentity(ctx: Ctx, provider: Provider, person: Person, userId: string): Promise<void> {
  const email = provenAddress(provider, person);
  const [identity] = await ctx.db.select().from(identities).where(known(provider, person));
  if (identity?.userId === userId) return;
  if (identity) throw taken(provider);
  await together(ctx.db, [identityRow(ctx, provider, person, userId, email)]).catch(alreadyLinked(provider));
}

/** Unlinking what is not linked changes nothing. Throws LAST_WAY_IN for an account without a password or another provider. */
export async function unlinkIdentity(ctx: UserCtx, provider: Provider): Promise<void> {
  const { id } = ctx.user;
  const mine = and(eq(identities.userId, id), eq(identities.provider, provider));
  const password = ctx.db
    .select({ one: sql`1` })
    .from(users)
    .where(and(eq(users.id, id), isNotNull(users.password)));
  const other = sql`EXISTS (SELECT 1 FROM identities AS other WHERE other.user_id = ${id} AND other.provider <> ${provider})`;
  const [, left] = (await together(ctx.db, [
    ctx.db.delete(identities).where(and(mine, or(exists(password), other))),
    ctx.db.select({ provider: identities.provider }).from(identities).where(mine),
  ])) as [unknown, unknown[]];
  if (left.length === 0) return;
  const name = providerNames[provider];
  throw new AppError("LAST_WAY_IN", `${name} is your only way in. Set a password first, then unlink it.`);
}
