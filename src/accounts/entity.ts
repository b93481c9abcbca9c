import type { subscriptions } from "../billing/table.ts";
import type { Subscription, User } from "../contract/accounts.ts";
import type { Ctx } from "../http/ctx.ts";
import { pictureUrl } from "../http/sign.ts";
import type { users } from "./table.ts";

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

export const userEntity = (ctx: Pick<Ctx, "settings" | "now">, row: typeof users.$inferSelect): User => ({
  id: row.id,
  email: row.email,
  emailVerified: row.emailVerifiedAt !== null,
  name: row.name,
  avatarUrl: row.avatarKey === null ? row.avatarUrl : pictureUrl(ctx.settings, row.avatarKey, ctx.now()),
  createdAt: new Date(row.createdAt).toISOString(),
});

export const subscriptionEntity = (row: typeof subscriptions.$inferSelect): Subscription => ({
  plan: row.plan,
  trainingCredits: row.trainingCredits,
  generationCredits: row.generationCredits,
  currentPeriodStart: iso(row.currentPeriodStart),
  currentPeriodEnd: iso(row.currentPeriodEnd),
  endsAt: iso(row.endsAt),
  paymentDue: row.paymentDue,
  hasPurchases: row.stripeCustomerId !== null,
});
