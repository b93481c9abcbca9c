import { A, useSearchParams } from "@solidjs/router";
import { createEffect, Match, Switch } from "solid-js";
import { providerProblem } from "../accounts/provider-words.ts";
import { me } from "../accounts/session.ts";
import { Address } from "../accounts/settings/address.tsx";
import { ApiTokens } from "../accounts/settings/api-tokens.tsx";
import { MailWishes } from "../accounts/settings/mail-wishes.tsx";
import { Password } from "../accounts/settings/password.tsx";
import { Profile } from "../accounts/settings/profile.tsx";
import { Section } from "../accounts/settings/section.tsx";
import { SignedIn } from "../accounts/settings/signed-in.tsx";
import { createAccountState } from "../accounts/settings/state.ts";
import { WaysIn } from "../accounts/settings/ways-in.tsx";
import { problemOf } from "../api.ts";
import { planName } from "../billing/plan-name.ts";
import { LeavePanel } from "../leaving/leave-panel.tsx";
import { Button, buttonLook } from "../ui/button.tsx";
import { Problem } from "../ui/problem.tsx";
import { count } from "../ui/say.ts";
import { settled } from "../ui/settled.ts";
import { Title } from "../ui/title.tsx";
import { TopBar } from "./top-bar.tsx";

export default function Settings() {
  const state = createAccountState();
  const [params] = useSearchParams();
  const account = () => settled(state.account);
  // An address with # was opened before there was anything to scroll to.
  createEffect((shown: boolean) => {
    if (shown || !account()) return shown;
    const id = providerProblem(params) ? "ways-in" : location.hash.slice(1);
    if (id !== "") requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView());
    return true;
  }, false);
  return (
    <>
      <Title text="Settings" />
      <TopBar here="Settings" />
      <div class="mx-auto w-full max-w-160 px-4 pt-2 pb-24">
        <h1 class="mb-8">Settings</h1>
        <Switch
          fallback={
            <p
              role="status"
              class="animate-fade-in text-foreground-secondary [animation-delay:600ms] [animation-fill-mode:both]"
            >
              Reading your account…
            </p>
          }
        >
          <Match when={state.account.error}>
            <Problem
              title="Your account could not be read"
              sentence={problemOf(state.account.error).message}
              requestId={problemOf(state.account.error).requestId}
            >
              <Button onClick={() => void state.refetch()}>Try again</Button>
            </Problem>
          </Match>
          <Match when={account()}>
            {(known) => (
              <>
                <Profile account={known()} state={state} />
                <Address account={known()} />
                <Password account={known()} state={state} />
                <WaysIn account={known()} state={state} problem={providerProblem(params)} />
                <SignedIn account={known()} state={state} />
                <MailWishes account={known()} state={state} />
                <Section id="credits" title="Credits">
                  <p>
                    {planName(me()?.subscription.plan ?? "FREE")} plan.{" "}
                    {count(me()?.subscription.trainingCredits ?? 0, "training")} and{" "}
                    {count(me()?.subscription.generationCredits ?? 0, "picture")} left.
                  </p>
                  <div class="mt-4">
                    <A href="/credits" class={buttonLook({ variant: "secondary" })}>
                      Credits and receipts
                    </A>
                  </div>
                </Section>
                <ApiTokens account={known()} state={state} />
                <Section id="leave" title="Leave">
                  <LeavePanel />
                  <p class="mt-6 text-foreground-secondary text-small">
                    A style is deleted, with its pictures, results and trained versions, on{" "}
                    <A href="/styles" class="text-accent-text underline">
                      its own page
                    </A>
                    .
                  </p>
                </Section>
              </>
            )}
          </Match>
        </Switch>
      </div>
    </>
  );
}
