import { For, Match, onMount, Show, Switch } from "solid-js";
import { askSession, me, wasSignedIn } from "../accounts/session.ts";
import { problemOf } from "../api.ts";
import { useOffer, useTill } from "../billing/offer.ts";
import { PlanTable } from "../billing/plan-table.tsx";
import { dollars, packName } from "../billing/words.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/problem.tsx";
import { count } from "../ui/say.ts";
import { settled } from "../ui/settled.ts";
import { Title } from "../ui/title.tsx";
import { Promises } from "./promises.tsx";
import { PublicFooter } from "./public-footer.tsx";
import { PublicHeader } from "./public-header.tsx";

const promises: [string, string][] = [
  [
    "What you have stays",
    "Nothing expires. What a month brought and you did not use stays in your account, and so do packs, also after you cancel.",
  ],
  [
    "Paid only when it works",
    "A training or picture that fails, is cancelled or comes late goes back to your account by itself.",
  ],
  [
    "A larger plan in the middle of a month",
    "You pay for the rest of the month alone, and get the same part of the credits at once. Stripe shows the sum before it takes it.",
  ],
  [
    "Leave when you like",
    "The plan runs to the end of the month you paid and then stops. Your styles stay; you only make no new ones beyond the free number.",
  ],
  [
    "What you bought can be given back",
    "When a month or a pack is refunded, what is left of it goes, and nothing else.",
  ],
  [
    "Your card is not here",
    "Cards and invoices are with Stripe. We see whether you paid, and what for. Prices are in US dollars; where the law asks for tax, Stripe adds it before you pay.",
  ],
];

export default function Pricing() {
  const [offer, { refetch }] = useOffer();
  const till = useTill();
  onMount(() => wasSignedIn() && void askSession());
  const told = () => settled(offer);
  const free = () => told()?.plans.find(({ plan }) => plan === "FREE");
  return (
    <>
      <Title text="Prices" />
      <PublicHeader />
      <main id="content" class="px-4 pt-5 sm:px-8 lg:px-14 lg:pt-9">
        <div class="grid gap-4 lg:grid-cols-[1fr_25.5rem] lg:items-end lg:gap-12">
          <h1 class="-ml-[0.03em] text-[clamp(2.75rem,2rem+3.4vw,5rem)]! leading-[0.92]! tracking-[-0.05em]!">
            Pay for pictures,
            <br />
            not for tries.
          </h1>
          <p class="text-foreground-secondary text-lead">
            A training costs one training, a picture costs one picture. The price stands on the button, and what fails
            comes back by itself.
          </p>
        </div>
        <div class="mt-10 min-h-100">
          <Switch>
            <Match when={offer.error}>
              <Problem
                title="The prices could not be read"
                sentence={problemOf(offer.error).message}
                requestId={problemOf(offer.error).requestId}
              >
                <Button onClick={() => void refetch()}>Try again</Button>
              </Problem>
            </Match>
            <Match when={!told()}>
              <p role="status" class="min-h-dvh border-t py-8 text-foreground-secondary">
                The prices are on their way.
              </p>
            </Match>
            <Match when={told()}>
              {(is) => (
                <>
                  <Show when={is().mode === "free"}>
                    <p class="mb-10 max-w-160 border-accent-primary border-l-2 pl-4" role="note">
                      <b class="font-[550]">This site runs in free mode.</b> Nothing is sold here and no card is asked
                      for. Every artist has {count(free()?.trainings ?? 0, "training")} and{" "}
                      {count(free()?.generations ?? 0, "picture")}, and keeps as many styles as they like.
                    </p>
                  </Show>
                  <PlanTable offer={is()} current={me()?.subscription.plan} till={till} />
                  <Show when={till.problem()}>
                    {(sentence) => (
                      <p role="alert" class="mt-4 text-error-text">
                        {sentence()}
                      </p>
                    )}
                  </Show>
                </>
              )}
            </Match>
          </Switch>
        </div>
        <Show when={told()?.mode === "paid"}>
          <section class="mt-16 grid gap-4 lg:grid-cols-[20rem_1fr] lg:gap-x-0" aria-labelledby="packs">
            <div>
              <h2 id="packs" class="text-h1!">
                Packs
              </h2>
              <p class="mt-2 max-w-72 text-foreground-secondary">
                Bought once, on any plan, in your studio under Credits.
              </p>
            </div>
            <ul class="border-t">
              <For each={told()?.packs}>
                {(pack) => (
                  <li class="flex items-baseline gap-4 border-b py-4">
                    <span class="flex-1 font-[550]">{packName(pack)}</span>
                    <span class="mono">{dollars(pack.price)}</span>
                  </li>
                )}
              </For>
            </ul>
          </section>
        </Show>
        <Show when={told() ?? offer.error}>
          <section class="mt-16" aria-labelledby="plainly">
            <h2 id="plainly" class="text-h1!">
              Said plainly
            </h2>
            <Promises class="mt-6" lines={promises} />
          </section>
        </Show>
      </main>
      <PublicFooter />
    </>
  );
}
