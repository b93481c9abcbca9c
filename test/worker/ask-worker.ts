import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import worker from "../../src/worker.ts";

/**
 * Asks the Worker by its own handler. Going through the runtime's front door would walk the test runner's whole graph of
 * modules at each request, which takes longer with every test file.
 */
export const askWorker = (url: string, init: RequestInit = {}): Promise<Response> =>
  Promise.resolve(
    worker.fetch(
      new Request(url, init) as Request<unknown, IncomingRequestCfProperties>,
      env,
      createExecutionContext(),
    ),
  );
