import { onCleanup, onMount } from "solid-js";
import { adjustBalance, askSession } from "../accounts/session.ts";
import { givenBack } from "../live/select.ts";
import { watchStyles } from "../live/style-live.ts";

/** Coming back to the tab more often than this does not ask again. */
const STALE_MS = 30_000;

/** Keeps the balance on the page true: what jobs give back is added at once, what other tabs spent is asked for on return. */
export function useBalance(): void {
  onMount(() => {
    let asked = Date.now();
    const unwatch = watchStyles((before, after) => {
      const back = givenBack(before, after);
      if (back.trainings > 0 || back.generations > 0) adjustBalance(back);
    });
    const look = () => {
      if (document.visibilityState === "hidden" || Date.now() - asked < STALE_MS) return;
      asked = Date.now();
      void askSession();
    };
    document.addEventListener("visibilitychange", look);
    onCleanup(() => {
      unwatch();
      document.removeEventListener("visibilitychange", look);
    });
  });
}
