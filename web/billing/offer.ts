import { createResource, createSignal } from "solid-js";
import type { CheckoutInput, Elsewhere } from "#contract/billing";
import { api, problemOf } from "../api.ts";

export const useOffer = () => createResource(() => api.offer());

/** The way to the payment provider's pages: which wish is on its way, and what stood in it. */
export function useTill() {
  const [going, setGoing] = createSignal<string>();
  const [problem, setProblem] = createSignal<string>();
  const go = async (name: string, open: () => Promise<Elsewhere>) => {
    if (going()) return;
    setGoing(name);
    setProblem(undefined);
    try {
      location.assign((await open()).url);
    } catch (thrown) {
      setProblem(problemOf(thrown).message);
      setGoing(undefined);
    }
  };
  // Coming back by the browser's own button finds the page as it was left.
  addEventListener("pageshow", ({ persisted }) => persisted && setGoing(undefined));
  return {
    going,
    problem,
    buy: (wish: CheckoutInput) => go(wish.plan ?? wish.pack ?? "", () => api.checkout(wish)),
    manage: () => go("portal", () => api.portal()),
  };
}

export type TillDoor = ReturnType<typeof useTill>;
