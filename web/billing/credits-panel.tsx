import { A, useSearchParams } from "@solidjs/router";
import { createSignal, Match, onMount, Show, Switch } from "solid-js";
import { askSession, me } from "../accounts/session.ts";
import { api, problemOf } from "../api.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { day, number } from "../ui/say.ts";
import { settled } from "../ui/settled.ts";
import { History } from "./history.tsx";
import { useOffer, useTill } from "./offer.ts";
import { PackList } from "./pack-list.tsx";
import { planName } from "./plan-name.ts";

/** What is left, the plan, packs and every movement. */
export function CreditsPanel() {
  const [offer] = useOffer();
  const till = useTill();
  const plan = () => me()?.subscription;
  const paid = () => settled(offer)?.mode === "paid";
  return (
    <>
      <Returned />
      <p class="mt-6 flex flex-wrap gap-x-10 gap-y-2">
        <Left value={plan()?.generationCredits ?? 0} noun="picture" />
        <Left value={plan()?.trainingCredits ?? 0} noun="training" />
      </p>
      <section class="mt-8 border-t pt-5" aria-labelledby="plan">
        <div class="flex flex-wrap items-center gap-x-4 gap-y-3">
          <div class="min-w-60 flex-1">
            <h2 id="plan">{planName(plan()?.plan ?? "FREE")} plan</h2>
            <p class="text-foreground-secondary">
              <Standing />
            </p>
          </div>
          <Show when={paid()}>
            <Show when={plan()?.hasPurchases}>
              <Button
                variant="secondary"
                loading={till.going() === "portal"}
                act="Opening"
                onClick={() => void till.manage()}
              >
                Card, invoices, cancel
              </Button>
            </Show>
            <A href="/pricing" class={buttonLook({ variant: plan()?.plan === "FREE" ? "primary" : "secondary" })}>
              Compare plans
            </A>
          </Show>
        </div>
        <FormProblem sentence={till.problem()} class="mt-3" />
        <Show when={settled(offer)?.mode === "free"}>
          <p class="mt-3 text-foreground-secondary">
            This site runs in free mode: nothing is sold here, and nothing is owed.
          </p>
        </Show>
      </section>
      {/* What stands below what is sold waits for it, or it would jump. */}
      <Show when={settled(offer) ?? offer.error}>
        <Show when={paid() && settled(offer)}>
          {(is) => (
            <section class="mt-10" aria-labelledby="packs">
              <h2 id="packs">Packs</h2>
              <p class="mt-1 mb-4 text-foreground-secondary">Bought once. They stay until you use them.</p>
              <PackList packs={is().packs} till={till} />
            </section>
          )}
        </Show>
        <div class="mt-12">
          <History />
        </div>
      </Show>
    </>
  );
}

function Left(props: { value: number; noun: string }) {
  return (
    <span class="flex items-baseline gap-2">
      <b class="font-heading font-semibold text-h1 tracking-tight">{number(props.value)}</b>
      <span class="text-foreground-secondary">
        {props.noun}
        {props.value === 1 ? "" : "s"} left
      </span>
    </span>
  );
}

/** The plan's state in one sentence. */
function Standing() {
  const plan = () => me()?.subscription;
  const date = (at: string) => day(at, new Date());
  return (
    <Switch fallback="Your first credits were given once, and stay.">
      <Match when={plan()?.paymentDue}>
        The last payment did not go through. It is tried again; check the card, so that the next month arrives.
      </Match>
      <Match when={plan()?.endsAt}>
        {(at) => <>Cancelled. It runs until {date(at())}, and what you have stays.</>}
      </Match>
      <Match when={plan()?.currentPeriodEnd}>{(at) => <>The next month begins on {date(at())}.</>}</Match>
    </Switch>
  );
}

/** Who comes back from the payment provider sees at once what was bought. */
function Returned() {
  const [search, setSearch] = useSearchParams<{ from?: string }>();
  const [state, setState] = createSignal<"asking" | "here" | { wrong: string }>();
  onMount(async () => {
    if (search.from !== "checkout") return;
    setState("asking");
    try {
      await api.refreshPlan();
      await askSession();
      setState("here");
    } catch (thrown) {
      setState({ wrong: problemOf(thrown).message });
    }
    setSearch({ from: undefined }, { replace: true });
  });
  const wrong = () => {
    const now = state();
    return typeof now === "object" ? now.wrong : undefined;
  };
  return (
    <div role="status" aria-live="polite" class="[&>p]:mt-4">
      <Switch>
        <Match when={state() === "asking"}>
          <p class="border-accent-primary border-l-2 pl-4">Asking Stripe what was bought…</p>
        </Match>
        <Match when={state() === "here"}>
          <p class="border-success border-l-2 pl-4">Your account is up to date with Stripe.</p>
        </Match>
        <Match when={wrong()}>
          {(sentence) => (
            <p class="border-warning border-l-2 pl-4">
              {sentence()} What you paid for arrives by itself as soon as Stripe is heard again.
            </p>
          )}
        </Match>
      </Switch>
    </div>
  );
}
