import { A } from "@solidjs/router";
import { createSignal, Match, onMount, Show, Switch } from "solid-js";
import { takeSecret } from "../accounts/mail-secret.ts";
import { askSession, wasSignedIn } from "../accounts/session.ts";
import { type ApiProblem, api, problemOf } from "../api.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { Problem } from "../ui/problem.tsx";
import { Title } from "../ui/title.tsx";
import { Door } from "./door.tsx";

/** Where the link in the mail leads. It is used by the page and not by opening it: mail scanners open links too. */
export default function ConfirmAddress() {
  const token = takeSecret();
  const [done, setDone] = createSignal<string>();
  const [problem, setProblem] = createSignal<ApiProblem>();
  const confirm = async () => {
    setProblem(undefined);
    try {
      setDone((await api.confirmAddress({ token })).email);
      if (wasSignedIn()) void askSession();
    } catch (thrown) {
      setProblem(problemOf(thrown));
    }
  };
  onMount(() => void confirm());
  const heading = () =>
    done() ? "Your address is confirmed." : problem() ? "Not confirmed yet." : "Confirming your address.";
  const lead = () =>
    done() ? `${done()} is yours. News of your trainings can go there now.` : problem() ? "" : "It takes a moment.";
  return (
    <>
      <Title text="Confirm the address" />
      <Door heading={heading()} lead={lead()} other="">
        <Switch
          fallback={
            <p role="status" class="sr-only">
              Confirming.
            </p>
          }
        >
          <Match when={problem()}>
            {(told) => (
              <Problem
                title={told().passing ? "The studio did not answer" : "This link is no longer good"}
                sentence={told().passing ? told().message : `${told().message} Settings sends you one.`}
                requestId={told().requestId}
              >
                <Show
                  when={told().passing}
                  fallback={
                    <A href="/settings#email" class={buttonLook()}>
                      Open Settings
                    </A>
                  }
                >
                  <Button onClick={() => void confirm()}>Try again</Button>
                </Show>
              </Problem>
            )}
          </Match>
          <Match when={done()}>
            <A href={wasSignedIn() ? "/dashboard" : "/login"} class={buttonLook({ size: "lg", fullWidth: true })}>
              {wasSignedIn() ? "Go to my studio" : "Sign in"}
            </A>
          </Match>
        </Switch>
      </Door>
    </>
  );
}
