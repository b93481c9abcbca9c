/**
 * Aborts when `signal` does, or with a TimeoutError after `ms` milliseconds. In place of AbortSignal.any with AbortSignal.timeout,
 * whose timer Node forgets when it collects garbage: https://github.com/nodejs/node/issues/57736.
 */
export function within(signal: AbortSignal, ms: number): AbortSignal {
  const patience = new AbortController();
  const stop = () => {
    clearTimeout(timer);
    patience.abort(signal.reason);
  };
  const timer = setTimeout(() => {
    signal.removeEventListener("abort", stop);
    patience.abort(new DOMException(`Nothing came within ${ms} ms.`, "TimeoutError"));
  }, ms).unref();
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  return patience.signal;
}

/** What `ask` answers within `ms`; else a TimeoutError, even if it never ends by itself: a fetch from a server that fell may not. */
export async function inTime<Answer>(
  signal: AbortSignal,
  ms: number,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const patience = within(signal, ms);
  patience.throwIfAborted();
  const late = new Promise<never>((_, reject) => {
    patience.addEventListener("abort", () => reject(patience.reason), { once: true });
  });
  return Promise.race([ask(patience), late]);
}
