import { delayOf, ReplicateError } from "./errors.ts";

/** Shorter than the time after which a claim is taken for dead. */
const TIMEOUT_MS = 20_000;

/** A status that the client neither repeats nor takes for success. */
const PASSED_ON = 424;

/**
 * A `fetch` for the `replicate` client that is called once per request: the client by itself repeats a 429 six times
 * within milliseconds and repeats a POST after a network error, which can buy a run twice.
 * What really happened waits in the map, under the answer that the client throws with its error.
 */
export function fetchOnce(happened: WeakMap<Response, ReplicateError>) {
  return async (input: Request | string, init?: RequestInit): Promise<Response> => {
    const failed = (error: ReplicateError): Response => {
      const answer = new Response(null, { status: PASSED_ON });
      happened.set(answer, error);
      return answer;
    };
    let answer: Response;
    try {
      answer = await fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (error) {
      return failed(new ReplicateError(0, error instanceof Error ? error.message : String(error)));
    }
    if (answer.ok) return answer;
    const body = await answer.text();
    return failed(new ReplicateError(answer.status, body, delayOf(answer.headers, body)));
  };
}
