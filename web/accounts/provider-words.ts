import { type Provider, providerNames, providers } from "#contract/accounts";

const words: Record<string, (name: string) => string> = {
  ADDRESS_UNVERIFIED: (name) => `${name} does not vouch for your e-mail address. Verify it at ${name}, then come back.`,
  ADDRESS_UNCONFIRMED: (name) =>
    `There is a studio with this address that never confirmed it. Sign in with its password, or reset it, and link ${name} in Settings.`,
  IDENTITY_TAKEN: (name) => `This ${name} account, or another one, is linked to a studio already.`,
  PROVIDER_REFUSED: (name) =>
    `${name} did not confirm who you are, or you did not agree there. Nothing was changed; begin again.`,
  PROVIDER_OFF: (name) => `Sign-in with ${name} is not set up on this site.`,
  RATE_LIMITED: () => "That was too often in a short time. Try again in a few minutes.",
  UNAUTHENTICATED: () => "You were signed out meanwhile. Sign in and link again.",
};

/** What a way to a provider ended with, from the address it came back to: a sentence, and the request to quote. */
export function providerProblem(query: Record<string, string | string[] | undefined>) {
  const one = (name: string) => [query[name]].flat()[0];
  const code = one("problem");
  if (code === undefined) return undefined;
  const provider = providers.find((name): name is Provider => name === one("provider"));
  const name = provider ? providerNames[provider] : "The provider";
  const sentence = (words[code] ?? ((who: string) => `Signing in with ${who} did not work. Try again in a moment.`))(
    name,
  );
  return { sentence, code, requestId: one("request") };
}
