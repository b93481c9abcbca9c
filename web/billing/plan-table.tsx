import { A } from "@solidjs/router";
import { For, type JSX, Match, Show, Switch } from "solid-js";
import type { Plan } from "#contract/accounts";
import type { Offer } from "#contract/billing";
import { type PlanTerms, paidPlans } from "#contract/plans";
import { Button, buttonLook } from "../ui/button.tsx";
import { number } from "../ui/say.ts";
import type { TillDoor } from "./offer.ts";
import { planName } from "./plan-name.ts";
import { dollars } from "./words.ts";

interface Props {
  offer: Offer;
  /** The artist's own plan; undefined for a visitor. */
  current: Plan | undefined;
  till: TillDoor;
}

const order: Plan[] = ["FREE", "BASIC", "PRO", "ENTERPRISE"];

/** The plans as one plain table; on a phone each row stands by itself with its labels. */
export function PlanTable(props: Props) {
  return (
    <table class="w-full border-t text-left max-md:block">
      <caption class="sr-only">What each plan costs and brings</caption>
      <thead class="mono text-foreground-subtle max-md:sr-only">
        <tr class="border-b [&>th]:py-3 [&>th]:font-normal">
          <th scope="col">Plan</th>
          <th scope="col">Price</th>
          <th scope="col">Trainings</th>
          <th scope="col">Pictures</th>
          <th scope="col">Styles kept</th>
          <th scope="col">
            <span class="sr-only">Choose</span>
          </th>
        </tr>
      </thead>
      <tbody class="max-md:block">
        <For each={props.offer.plans}>{(terms) => <Row {...props} terms={terms} />}</For>
      </tbody>
    </table>
  );
}

function Row(props: Props & { terms: PlanTerms }) {
  const often = () => (props.terms.plan === "FREE" ? "once" : "a month");
  const mine = () => props.current === props.terms.plan;
  const styles = () =>
    props.offer.mode === "free" || props.terms.styles === null ? "as many as you like" : number(props.terms.styles);
  return (
    <tr
      class="border-b align-middle max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:gap-y-3 max-md:py-6 md:h-22"
      aria-current={mine() ? "true" : undefined}
    >
      <th scope="row" class="max-md:block">
        <h3 class="text-h2!">{planName(props.terms.plan)}</h3>
        <Show when={mine()}>
          <span class="mono text-accent-text">your plan</span>
        </Show>
      </th>
      <Cell label="Price">
        <Show when={props.terms.price !== null} fallback="by agreement">
          <span class="font-heading font-semibold text-xl tracking-tight">{dollars(props.terms.price ?? 0)}</span>
          <Show when={props.terms.price}>
            <span class="text-foreground-secondary text-small"> a month</span>
          </Show>
        </Show>
      </Cell>
      <Cell label="Trainings">
        <Amount value={props.terms.trainings} often={often()} />
      </Cell>
      <Cell label="Pictures">
        <Amount value={props.terms.generations} often={often()} />
      </Cell>
      <Cell label="Styles kept">{styles()}</Cell>
      <td class="max-md:col-span-2 max-md:mt-1 max-md:block md:w-52 md:text-right">
        <Choice {...props} />
      </td>
    </tr>
  );
}

function Cell(props: { label: string; children: JSX.Element }) {
  return (
    <td class="max-md:block">
      <span class="mono block text-foreground-subtle md:hidden">{props.label}</span>
      {props.children}
    </td>
  );
}

function Amount(props: { value: number | null; often: string }) {
  return (
    <Show when={props.value !== null} fallback="by agreement">
      {number(props.value ?? 0)} <span class="text-foreground-secondary text-small">{props.often}</span>
    </Show>
  );
}

/** The one violet button is the next larger plan's, or the way in for a visitor. */
function Choice(props: Props & { terms: PlanTerms }) {
  const plan = () => props.terms.plan;
  const place = () => order.indexOf(plan());
  const sold = () => props.offer.mode === "paid" && (paidPlans as readonly Plan[]).includes(plan());
  const next = () => props.current !== undefined && place() === order.indexOf(props.current) + 1;
  const smaller = () => props.current !== undefined && place() < order.indexOf(props.current);
  return (
    <Switch>
      <Match when={plan() === "FREE"}>
        <Show when={props.current === undefined}>
          <A href="/register" class={`${buttonLook()} max-md:w-full`}>
            Start free
          </A>
        </Show>
      </Match>
      <Match when={plan() === "ENTERPRISE"}>
        <Show
          when={props.offer.contact}
          fallback={<span class="text-foreground-secondary text-small">Ask whoever runs this site</span>}
        >
          {(address) => (
            <a href={`mailto:${address()}`} class={`${buttonLook({ variant: "secondary" })} max-md:w-full`}>
              Write to us
            </a>
          )}
        </Show>
      </Match>
      <Match when={!sold()}>
        <span class="text-foreground-secondary text-small">Not sold on this site</span>
      </Match>
      <Match when={props.current === undefined}>
        <A href="/register" class={`${buttonLook({ variant: "secondary" })} max-md:w-full`}>
          Open a studio first
        </A>
      </Match>
      <Match when={props.current === plan()}>
        <Button
          variant="secondary"
          class="max-md:w-full"
          loading={props.till.going() === "portal"}
          act="Opening"
          onClick={() => void props.till.manage()}
        >
          Card, invoices, cancel
        </Button>
      </Match>
      <Match when={true}>
        <Button
          variant={next() ? "primary" : "secondary"}
          class="max-md:w-full"
          price={dollars(props.terms.price ?? 0)}
          loading={props.till.going() === plan()}
          act="Opening"
          disabled={props.till.going() !== undefined}
          aria-label={`${smaller() ? "Go down to" : "Choose"} ${planName(plan())} for ${dollars(props.terms.price ?? 0)} a month`}
          onClick={() => void props.till.buy({ plan: plan() as (typeof paidPlans)[number] })}
        >
          {smaller() ? "Go down to" : "Choose"} {planName(plan())}
        </Button>
      </Match>
    </Switch>
  );
}
