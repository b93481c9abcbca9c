import { For, Show } from "solid-js";
import type { Account } from "#contract/account";
import { type Provider, providerNames } from "#contract/accounts";
import { api } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { FormProblem } from "../../ui/form-problem.tsx";
import { day } from "../../ui/say.ts";
import { ProviderMark } from "../provider-mark.tsx";
import { useSiteConfig } from "../site-config.ts";
import { Section } from "./section.tsx";
import { type AccountState, createAct } from "./state.ts";

/** Google and Discord: linked, to be linked, or not there at all where the deployment offers none. */
export function WaysIn(props: {
  account: Account;
  state: AccountState;
  /** What linking ended with, when it just came back. */
  problem: { sentence: string; requestId: string | undefined } | undefined;
}) {
  const config = useSiteConfig();
  const act = createAct();
  const linked = (provider: Provider) => props.account.identities.find((one) => one.provider === provider);
  const shown = () => {
    const offered = config()?.signInWith ?? [];
    return [...new Set([...offered, ...props.account.identities.map(({ provider }) => provider)])];
  };
  const link = (provider: Provider) =>
    act.run(provider, async () => location.assign((await api.linkProvider(provider)).location));
  const unlink = (provider: Provider) =>
    act.run(provider, async () => {
      await api.unlinkProvider(provider);
      await props.state.again();
    });
  return (
    <Show when={shown().length > 0}>
      <Section id="ways-in" title="Other ways in" sentence="Sign in with an account you have elsewhere.">
        <ul class="flex flex-col gap-4">
          <For each={shown()}>
            {(provider) => (
              <li class="flex items-center gap-3">
                <ProviderMark provider={provider} />
                <div class="min-w-0 flex-1">
                  <div class="font-medium">{providerNames[provider]}</div>
                  <div class="truncate text-foreground-secondary text-small">
                    <Show when={linked(provider)} fallback="Not linked">
                      {(identity) => `${identity().email}, since ${day(identity().linkedAt, new Date())}`}
                    </Show>
                  </div>
                </div>
                <Show
                  when={linked(provider)}
                  fallback={
                    <Button
                      variant="secondary"
                      size="sm"
                      loading={act.busy() === provider}
                      act="Opening"
                      onClick={() => void link(provider)}
                    >
                      Link {providerNames[provider]}
                    </Button>
                  }
                >
                  <Button
                    variant="ghost"
                    size="sm"
                    loading={act.busy() === provider}
                    act="Unlinking"
                    onClick={() => void unlink(provider)}
                  >
                    Unlink {providerNames[provider]}
                  </Button>
                </Show>
              </li>
            )}
          </For>
        </ul>
        <div class="mt-3">
          <FormProblem
            sentence={act.problem() ?? props.problem?.sentence}
            requestId={act.problem() ? undefined : props.problem?.requestId}
          />
        </div>
      </Section>
    </Show>
  );
}
