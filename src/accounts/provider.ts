import * as oauth from "oauth4webapi";
import * as z from "zod";
import { type Provider, providerNames, providers } from "../contract/accounts.ts";
import { AppError } from "../http/errors.ts";
import type { Settings } from "../http/settings.ts";

/** Who came back from a provider. */
export interface Person {
  /** The provider's own id of them. */
  subject: string;
  email: string | null;
  /** Whether the provider vouches that the address is theirs. */
  emailVerified: boolean;
  name: string | null;
}

/** What was made up when the way began and must fit when it ends. */
export interface Secrets {
  state: string;
  nonce: string;
  verifier: string;
}

interface Registration {
  /** The issuer at Google, the site at Discord. */
  url: string;
  client: oauth.Client;
  secret: string;
}

const PATIENCE_MS = 10_000;
/** Discovery documents change over months. */
const DISCOVERED_MS = 60 * 60 * 1_000;

const scopes: Record<Provider, string> = { google: "openid email profile", discord: "identify email" };

function registrationOf(settings: Settings, provider: Provider): Registration | null {
  const [url, id, secret] =
    provider === "google"
      ? [settings.GOOGLE_URL, settings.GOOGLE_CLIENT_ID, settings.GOOGLE_CLIENT_SECRET]
      : [settings.DISCORD_URL, settings.DISCORD_CLIENT_ID, settings.DISCORD_CLIENT_SECRET];
  return id && secret ? { url, client: { client_id: id }, secret } : null;
}

/** Whom this deployment can ask. */
export const configuredProviders = (settings: Settings): Provider[] =>
  providers.filter((provider) => registrationOf(settings, provider) !== null);

/** Throws PROVIDER_OFF. */
function registered(settings: Settings, provider: Provider): Registration {
  const registration = registrationOf(settings, provider);
  if (registration) return registration;
  throw new AppError("PROVIDER_OFF", `Sign-in with ${providerNames[provider]} is not set up on this site.`);
}

const callbackOf = (settings: Settings, provider: Provider) => `${settings.APP_URL}/api/auth/${provider}/callback`;

/** Settings let nothing but this machine be spoken to in the clear. */
const wire = (url: string) => ({
  signal: AbortSignal.timeout(PATIENCE_MS),
  [oauth.allowInsecureRequests]: url.startsWith("http:"),
});

const discovered = new Map<string, { server: oauth.AuthorizationServer; until: number }>();

async function serverOf(provider: Provider, url: string, now: number): Promise<oauth.AuthorizationServer> {
  if (provider === "discord") {
    return {
      issuer: url,
      authorization_endpoint: `${url}/oauth2/authorize`,
      token_endpoint: `${url}/api/oauth2/token`,
      userinfo_endpoint: `${url}/api/users/@me`,
    };
  }
  const known = discovered.get(url);
  if (known && known.until > now) return known.server;
  const issuer = new URL(url);
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, wire(url)));
  discovered.set(url, { server, until: now + DISCOVERED_MS });
  return server;
}

/** The address at which the provider asks the person. Throws PROVIDER_OFF, and UNAVAILABLE when it does not answer. */
export async function askProvider(
  settings: Settings,
  provider: Provider,
  secrets: Secrets,
  now: number,
): Promise<string> {
  const { url, client } = registered(settings, provider);
  const server = await serverOf(provider, url, now).catch((reason: unknown) => {
    throw new AppError("UNAVAILABLE", `${providerNames[provider]} does not answer now. Try again in a moment.`, {
      reason,
    });
  });
  const location = new URL(server.authorization_endpoint ?? "");
  location.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: callbackOf(settings, provider),
    response_type: "code",
    scope: scopes[provider],
    state: secrets.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: "S256",
    ...(provider === "google" ? { nonce: secrets.nonce } : {}),
  }).toString();
  return location.href;
}

/**
 * Who the answer in `params` speaks of: the code is exchanged with its PKCE verifier, and at Google the ID token's
 * signature, issuer, audience, age and nonce are checked. Throws PROVIDER_OFF and PROVIDER_REFUSED.
 */
export async function whoCameBack(
  settings: Settings,
  provider: Provider,
  params: URLSearchParams,
  secrets: Secrets,
  now: number,
): Promise<Person> {
  const { url, client, secret } = registered(settings, provider);
  try {
    const server = await serverOf(provider, url, now);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.ClientSecretPost(secret),
      oauth.validateAuthResponse(server, client, params, secrets.state),
      callbackOf(settings, provider),
      secrets.verifier,
      wire(url),
    );
    if (provider === "google") return await fromIdToken(server, client, answer, secrets.nonce, url);
    const { access_token } = await oauth.processAuthorizationCodeResponse(server, client, answer);
    return await fromDiscord(await oauth.userInfoRequest(server, client, access_token, wire(url)));
  } catch (error) {
    const denied = error instanceof oauth.AuthorizationResponseError && error.error === "access_denied";
    const name = providerNames[provider];
    const sentence = denied
      ? `You did not agree at ${name}. Nothing was changed.`
      : `${name} did not confirm who you are. Begin again.`;
    throw new AppError("PROVIDER_REFUSED", sentence, { reason: error });
  }
}

async function fromIdToken(
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  answer: Response,
  expectedNonce: string,
  url: string,
): Promise<Person> {
  const result = await oauth.processAuthorizationCodeResponse(server, client, answer, {
    expectedNonce,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(server, answer, wire(url));
  const claims = oauth.getValidatedIdTokenClaims(result);
  const { sub, email, email_verified, name } = z
    .object({
      sub: z.string(),
      email: z.string().nullish(),
      email_verified: z.boolean().nullish(),
      name: z.string().nullish(),
    })
    .parse(claims);
  return { subject: sub, email: email ?? null, emailVerified: email_verified === true, name: name ?? null };
}

const discordUser = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  email: z.string().nullish(),
  verified: z.boolean().nullish(),
});

async function fromDiscord(answer: Response): Promise<Person> {
  if (!answer.ok) throw new Error(`the user was not told: status ${answer.status}`);
  const user = discordUser.parse(await answer.json());
  return {
    subject: user.id,
    email: user.email ?? null,
    emailVerified: user.verified === true,
    name: user.global_name ?? user.username,
  };
}
