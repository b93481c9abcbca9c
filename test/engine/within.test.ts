import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { within } from "../../engine/within.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

it("gives up a silent server though all unreferenced memory is collected meanwhile", async () => {
  const silent = createServer(() => {}).listen(0);
  const { port } = silent.address() as AddressInfo;
  const calling = new AbortController();
  const asked = fetch(`http://127.0.0.1:${port}`, { signal: within(calling.signal, 200) }).then(
    () => "answered",
    (error: Error) => error.name,
  );
  for (let time = 0; time < 5; time += 1) {
    collectGarbage();
    await sleep(20);
  }
  expect(await Promise.race([asked, sleep(3_000, "still waiting")])).toBe("TimeoutError");
  silent.closeAllConnections();
  silent.close();
});

it("stops with the one who calls, before and after", () => {
  const calling = new AbortController();
  const patience = within(calling.signal, 60_000);
  expect(patience.aborted).toBe(false);
  calling.abort("enough");
  expect([patience.aborted, patience.reason]).toEqual([true, "enough"]);
  expect(within(calling.signal, 60_000).reason).toBe("enough");
});
