import { A } from "@solidjs/router";
import { Match, Switch } from "solid-js";
import { me } from "../accounts/session.ts";
import { useOffer, useTill } from "../billing/offer.ts";
import { PlanTable } from "../billing/plan-table.tsx";

/** The plans of this deployment, as on their own page. */
export default function HomePrices() {
  const [offer] = useOffer();
  const till = useTill();
  const told = () => (offer.error ? undefined : offer());
  return (
    <Switch fallback={<p class="text-foreground-secondary">The prices are on their way.</p>}>
      <Match when={offer.error}>
        <p class="text-foreground-secondary">
          The prices could not be read just now. <A href="/pricing">They have a page of their own.</A>
        </p>
      </Match>
      <Match when={told()}>{(is) => <PlanTable offer={is()} current={me()?.subscription.plan} till={till} />}</Match>
    </Switch>
  );
}
