import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { inTime, within } from "../../engine/within.ts";

/** Asks a server that never answers as the keeper of a child does, its own signal made of two, while all memory is collected. */
const ASK = `
import { createServer } from "node:http";
import { within } from "./engine/within.ts";
const silent = createServer(() => {}).listen(0, async () => {
  const either = AbortSignal.any([new AbortController().signal, new AbortController().signal]);
  const url = "http://127.0.0.1:" + silent.address().port;
  fetch(url, { signal: within(either, 400) }).catch(({ name }) => process.exit(name === "TimeoutError" ? 0 : 1));
  setInterval(globalThis.gc, 20);
  setTimeout(() => process.exit(2), 2_000);
});`;

it("gives up a silent server though all unreferenced memory is collected meanwhile", async () => {
  const run = promisify(execFile)(
    process.execPath,
    ["--expose-gc", "--import", "tsx", "--input-type=module", "-e", ASK],
    { cwd: new URL("../..", import.meta.url) },
  );
  await expect(run).resolves.toBeDefined();
});

it("stops with the one who calls, before and after", () => {
  const calling = new AbortController();
  const patience = within(calling.signal, 60_000);
  expect(patience.aborted).toBe(false);
  calling.abort("enough");
  expect([patience.aborted, patience.reason]).toEqual([true, "enough"]);
  expect(within(calling.signal, 60_000).reason).toBe("enough");
});

it("ends with an answer, a refusal, its time or its caller, whichever comes first, even if it is never answered", async () => {
  const { signal } = new AbortController();
  await expect(inTime(signal, 60_000, async () => "yes")).resolves.toBe("yes");
  await expect(inTime(signal, 60_000, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  const never = () => new Promise<never>(() => {});
  await expect(inTime(signal, 10, never)).rejects.toMatchObject({ name: "TimeoutError" });
  const calling = new AbortController();
  const asked = inTime(calling.signal, 60_000, never);
  calling.abort(new Error("enough"));
  await expect(asked).rejects.toThrow("enough");
  await expect(inTime(calling.signal, 60_000, never)).rejects.toThrow("enough");
});
