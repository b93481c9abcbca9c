import { createSignal, onCleanup } from "solid-js";

/** This machine's clock as a signal, Unix milliseconds, moving every `every` ms. */
export function useNow(every = 1_000) {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), every);
  onCleanup(() => clearInterval(timer));
  return now;
}
