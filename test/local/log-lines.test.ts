import { expect, it } from "vitest";
import { summary, warningIn, worthKeeping } from "../../local/log-lines.ts";

it("keeps the supervisor's own questions out of the log, and keeps their failures", () => {
  expect(worthKeeping("[wrangler:info] GET /api/health 200 OK (3ms)")).toBe(false);
  expect(worthKeeping("[wrangler:info] GET /api/health 500 Internal Server Error (3ms)")).toBe(true);
  expect(worthKeeping("[wrangler:info] GET /api/styles 200 OK (3ms)")).toBe(true);
});

it("finds warnings and errors among a child's lines", () => {
  expect(
    warningIn('{"level":"error","event":"request.failed","requestId":"a1","code":"INTERNAL","path":"/api/x"}'),
  ).toBe("request.failed · INTERNAL · /api/x");
  expect(warningIn('{"level":"info","event":"training.started"}')).toBeUndefined();
  expect(warningIn("\u001b[31m✘ [ERROR] Could not resolve x\u001b[0m")).toBe("Could not resolve x");
  expect(
    warningIn("✘ [ERROR] kj::getCaughtExceptionAsKj() = kj/async-io.c++:186: disconnected: ::write"),
  ).toBeUndefined();
  expect(warningIn('half a line {"level":"error",')).toBeUndefined();
});

it("prints equal warnings once a minute with the number of those held back", () => {
  const tally = summary(60_000);
  expect(tally("queue late", 0)).toBe("queue late");
  expect(tally("queue late", 1_000)).toBeUndefined();
  expect(tally("queue late", 2_000)).toBeUndefined();
  expect(tally("disk full", 3_000)).toBe("disk full");
  expect(tally("queue late", 61_000)).toBe("queue late (and 2 times more before)");
});
