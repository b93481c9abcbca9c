import { createExecutionContext, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { api } from "../../src/api.ts";
import { newArtist, registeredArtist, SITE, sendJson } from "../worker/artist.ts";

describe("the limiter", () => {
  const limiter = (name: string) => env.LIMITER.get(env.LIMITER.idFromName(name));

  it("counts each rule in its own window and starts anew when it ended", async () => {
    const from = Date.now();
    const take = (rule: string, after: number, name = "rules") => limiter(name).take(rule, 2, 60_000, from + after);
    expect(await take("a", 0)).toEqual({ ok: true, limit: 2, remaining: 1, resetMs: 60_000 });
    expect(await take("a", 400)).toMatchObject({ ok: true, remaining: 0, resetMs: 59_600 });
    expect(await take("a", 59_999)).toMatchObject({ ok: false, remaining: 0, resetMs: 1 });
    expect(await take("b", 59_999)).toMatchObject({ ok: true, remaining: 1 });
    expect(await take("a", 60_000)).toMatchObject({ ok: true, remaining: 1 });
    expect(await take("a", 59_999, "others")).toMatchObject({ ok: true, remaining: 1 });
  });

  it("lets no more through than allowed, however many ask at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => limiter("crowd").take("a", 20, 60_000, Date.now())),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(20);
  });

  it("forgets what ended and keeps what still counts", async () => {
    const one = limiter("forgetful");
    const now = Date.now();
    await one.take("ended", 5, 10, now - 1_000);
    await one.take("open", 5, 60_000, now);
    // The alarm of a window that ended already may go off before it is called for.
    await runDurableObjectAlarm(one);
    const kept = await runInDurableObject(one, async (_, state) => [...(await state.storage.list()).keys()]);
    expect(kept).toEqual(["window:open"]);
    expect(await one.take("open", 5, 60_000, now)).toMatchObject({ remaining: 3 });
    expect(await runDurableObjectAlarm(one)).toBe(true);
  });

  it("writes a large count a hundredth at a time, a small one at once", async () => {
    const one = limiter("sleeper");
    const now = Date.now();
    for (let i = 0; i < 45; i += 1) await one.take("read", 2_000, 60_000, now);
    for (let i = 0; i < 3; i += 1) await one.take("train", 100, 60_000, now);
    const stored = await runInDurableObject(one, async (_, { storage }) =>
      [...(await storage.list<{ count: number }>()).entries()].map(([rule, { count }]) => [rule, count]),
    );
    expect(stored).toEqual([
      ["window:read", 40],
      ["window:train", 3],
    ]);
  });

  it("closes nothing when it does not answer", async () => {
    const artist = await newArtist();
    const broken = { idFromName: () => "id", get: () => ({ take: () => Promise.reject(new Error("away")) }) };
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    const headers = { Authorization: `Bearer ${artist.token}` };
    const request = new Request(`${SITE}/api/styles`, { headers });
    const answer = await api.fetch(request, { ...env, LIMITER: broken } as never, createExecutionContext());
    expect(answer.status).toBe(200);
    expect(warned).toHaveBeenCalledWith(expect.stringContaining("limiter.silent"));
    warned.mockRestore();
  });
});

it("says in one sentence that the site is not set up, and names what is missing in the log alone", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const bare = { ...env, SIGNING_SECRET: undefined, APP_URL: "nowhere", FREE_TRAININGS: "many" };
  const answer = await api.fetch(new Request(`${SITE}/api/health`), bare as never, createExecutionContext());
  expect(answer.status).toBe(503);
  expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({ code: "UNAVAILABLE", requestId: answer.headers.get("X-Request-Id") });
  expect(text).not.toContain("SIGNING_SECRET");
  for (const name of ["SIGNING_SECRET is missing", "APP_URL must be a URL", "FREE_TRAININGS must be a number"]) {
    expect(logged).toHaveBeenCalledWith(expect.stringContaining(name));
  }
  logged.mockRestore();
});

it("keeps the cookie to https and to this very host where there is https", async () => {
  const { email } = await registeredArtist();
  const login = { email, password: "correct horse" };
  const request = new Request("https://site.example/api/auth/login", {
    method: "POST",
    body: JSON.stringify(login),
    headers: { "Content-Type": "application/json", Origin: "https://site.example" },
  });
  const secure = { ...env, APP_URL: "https://site.example" };
  const answer = await api.fetch(request, secure as never, createExecutionContext());
  expect(answer.headers.get("Set-Cookie")).toMatch(/^__Host-session=ey.+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect((await sendJson("POST", "/api/auth/login", login, { Origin: "https://site.example" })).status).toBe(403);
});
