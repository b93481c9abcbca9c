import { expect, it } from "vitest";
import { WORKER_BYTES } from "./allowed.ts";
import { bundle } from "./bundle.ts";

it("keeps the Worker's bundle small: it is parsed at every cold start", async () => {
  const bytes = Buffer.byteLength(await bundle("src/worker.ts"));
  const sentence = `The Worker's bundle has ${bytes} bytes, and test/bench/allowed.ts allows ${WORKER_BYTES}.`;
  expect(bytes, sentence).toBeLessThanOrEqual(WORKER_BYTES);
});
