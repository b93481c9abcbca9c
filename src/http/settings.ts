import * as z from "zod";
import { AppError } from "./errors.ts";

const url = (what: string) =>
  z.url(`${what} must be a URL such as https://example.com`).transform((text) => text.replace(/\/+$/, ""));
const secret = (name: string) =>
  z
    .string(`${name} is missing: set it to at least 32 random characters`)
    .min(32, `${name} must be at least 32 characters long`);
const count = (name: string) =>
  z.coerce
    .number(`${name} must be a number`)
    .int(`${name} must be a whole number`)
    .nonnegative(`${name} must not be negative`);

/** An empty value counts as none. */
const perhaps = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const optional = (name: string, begins: string) =>
  perhaps(z.string().startsWith(begins, `${name} must begin with ${begins}`));
/** Codes and secrets travel there: in the clear to this machine alone. */
const providerUrl = (name: string, usual: string) =>
  url(name)
    .refine(
      (text) => /^https:|^http:\/\/(?:localhost|127\.0\.0\.1)(?::|\/|$)/.test(text),
      `${name} must begin with https:`,
    )
    .default(usual);

const schema = z.object({
  /** Public origin of the site; webhook and signed URLs are built from it, never from the Host header. */
  APP_URL: url("APP_URL"),
  SESSION_SECRET: secret("SESSION_SECRET"),
  SIGNING_SECRET: secret("SIGNING_SECRET"),
  /** Signing secrets of before, apart by commas: what they signed still holds, and nothing new is signed with them. */
  SIGNING_SECRET_PREVIOUS: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((one) => one.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().min(32, "SIGNING_SECRET_PREVIOUS: each must be at least 32 characters long"))),
  REPLICATE_URL: url("REPLICATE_URL"),
  REPLICATE_API_TOKEN: z.string("REPLICATE_API_TOKEN is missing").min(1, "REPLICATE_API_TOKEN is empty"),
  /** `owner/name:version` of the pinned trainer. */
  REPLICATE_TRAINER: z.string().regex(/^[^/:]+\/[^/:]+:[0-9a-f]{64}$/, "REPLICATE_TRAINER must be owner/name:version"),
  /** Name of the one private model, under the token's account, that takes a version per training. */
  REPLICATE_DESTINATION: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, "REPLICATE_DESTINATION must be a model name"),
  FREE_TRAININGS: count("FREE_TRAININGS"),
  FREE_GENERATIONS: count("FREE_GENERATIONS"),
  RATE_LIMIT_MAX_REQUESTS: count("RATE_LIMIT_MAX_REQUESTS"),
  RATE_LIMIT_WINDOW_MS: count("RATE_LIMIT_WINDOW_MS"),
  REGISTRATIONS_PER_HOUR: count("REGISTRATIONS_PER_HOUR"),
  /** Tries in one window: of one address from one network, and of all addresses from one network. */
  SIGN_INS_PER_ADDRESS: count("SIGN_INS_PER_ADDRESS"),
  SIGN_INS_PER_NETWORK: count("SIGN_INS_PER_NETWORK"),
  /** The sender of mails, as an address; without it mail is off. */
  MAIL_FROM: perhaps(z.email("MAIL_FROM must be an e-mail address")),
  /** Sign-in with a provider is offered when both of its values are set. */
  GOOGLE_CLIENT_ID: perhaps(z.string()),
  GOOGLE_CLIENT_SECRET: perhaps(z.string()),
  /** The OpenID issuer: everything else is read from its discovery document. */
  GOOGLE_URL: providerUrl("GOOGLE_URL", "https://accounts.google.com"),
  DISCORD_CLIENT_ID: perhaps(z.string()),
  DISCORD_CLIENT_SECRET: perhaps(z.string()),
  DISCORD_URL: providerUrl("DISCORD_URL", "https://discord.com"),
  TRAINING_DEADLINE_MS: count("TRAINING_DEADLINE_MS"),
  GENERATION_DEADLINE_MS: count("GENERATION_DEADLINE_MS"),
  /** Without it the site runs in free mode: nothing is sold and no plan limits anything. */
  STRIPE_SECRET_KEY: optional("STRIPE_SECRET_KEY", "sk_"),
  STRIPE_WEBHOOK_SECRET: optional("STRIPE_WEBHOOK_SECRET", "whsec_"),
  STRIPE_PRICE_BASIC: optional("STRIPE_PRICE_BASIC", "price_"),
  STRIPE_PRICE_PRO: optional("STRIPE_PRICE_PRO", "price_"),
  STRIPE_URL: url("STRIPE_URL").default("https://api.stripe.com"),
  /** Where to write for the ENTERPRISE plan. */
  CONTACT_EMAIL: perhaps(z.email("CONTACT_EMAIL must be an e-mail address")),
  /** Addresses, apart by commas, of those who may see how the deployment does. Each must be proven by its owner. */
  OPERATORS: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((address) => address.trim().toLowerCase())
        .filter(Boolean),
    ),
  /** Pixels of a proof's sides; 0 makes no proofs. */
  PROOF_SIDE: count("PROOF_SIDE").refine(
    (side) => side === 0 || (side >= 256 && side <= 1_024 && side % 16 === 0),
    "PROOF_SIDE must be 0, or a multiple of 16 from 256 to 1024",
  ),
  /** Proofs wait for everything else, so they are given more time than pictures. */
  PROOF_DEADLINE_MS: count("PROOF_DEADLINE_MS"),
});

const withTill = schema.superRefine((settings, context) => {
  if (!settings.STRIPE_SECRET_KEY) return;
  for (const name of ["STRIPE_WEBHOOK_SECRET", "STRIPE_PRICE_BASIC", "STRIPE_PRICE_PRO"] as const) {
    if (settings[name]) continue;
    context.addIssue({ code: "custom", path: [name], message: `${name} is missing: STRIPE_SECRET_KEY needs it` });
  }
});

export type Settings = z.infer<typeof withTill>;

const known = new WeakMap<object, Settings>();

/** Checks the environment once per isolate. Throws UNAVAILABLE; its reason names each missing or wrong setting in a sentence. */
export function settingsOf(env: object): Settings {
  const checked = known.get(env);
  if (checked) return checked;
  const result = withTill.safeParse(env);
  if (!result.success) {
    const sentences = result.error.issues.map((issue) =>
      issue.message.includes(String(issue.path[0])) ? issue.message : `${issue.path.join(".")}: ${issue.message}`,
    );
    throw new AppError("UNAVAILABLE", "This site is not set up completely yet. Its log names what is missing.", {
      reason: `The configuration is not complete. ${sentences.join(". ")}.`,
    });
  }
  known.set(env, result.data);
  return result.data;
}
