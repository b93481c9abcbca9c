import { exports } from "cloudflare:workers";
import { expect, it } from "vitest";

it("answers health and names unknown addresses", async () => {
  const health = await exports.default.fetch("http://artistcloner.test/api/health");
  expect(health.status).toBe(200);
  expect(await health.json()).toEqual({
    ok: true,
    version: expect.stringMatching(/^[0-9a-f-]{36}$/),
    parts: { database: "ok", files: "ok", limiter: "ok" },
  });

  const missing = await exports.default.fetch("http://artistcloner.test/api/nothing-here");
  expect(missing.status).toBe(404);
  expect(await missing.json()).toEqual({
    error: "There is nothing at this address.",
    code: "NOT_FOUND",
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});
