import { createSignal, For, Show } from "solid-js";
import { type Provider, providerNames } from "#contract/accounts";
import { api, problemOf } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { ProviderMark } from "./provider-mark.tsx";
import { useSiteConfig } from "./site-config.ts";

/** The ways in that this deployment offers besides a password; nothing when it offers none. */
export function ProviderButtons(props: { to: string | undefined }) {
  const config = useSiteConfig();
  const [going, setGoing] = createSignal<Provider>();
  const [problem, setProblem] = createSignal<string>();
  const go = async (provider: Provider) => {
    setGoing(provider);
    setProblem(undefined);
    try {
      const { location: there } = await api.startProvider(provider, props.to === undefined ? {} : { to: props.to });
      location.assign(there);
    } catch (thrown) {
      setGoing(undefined);
      setProblem(problemOf(thrown).message);
    }
  };
  return (
    <Show when={(config()?.signInWith.length ?? 0) > 0}>
      <div class="mt-6 flex items-center gap-3 text-foreground-subtle text-small">
        <span class="h-px flex-1 bg-border" />
        or
        <span class="h-px flex-1 bg-border" />
      </div>
      <div class="mt-6 flex flex-col gap-3">
        <For each={config()?.signInWith}>
          {(provider) => (
            <Button
              variant="secondary"
              size="lg"
              fullWidth
              disabled={going() !== undefined}
              loading={going() === provider}
              act={`Opening ${providerNames[provider]}`}
              icon={<ProviderMark provider={provider} />}
              onClick={() => void go(provider)}
            >
              Continue with {providerNames[provider]}
            </Button>
          )}
        </For>
      </div>
      <FormProblem sentence={problem()} class="mt-3" />
    </Show>
  );
}
