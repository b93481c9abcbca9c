import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AccountErasure, Erasure } from "../../src/contract/leaving.ts";
import type { Ctx } from "../../src/http/ctx.ts";
import { ctxOf } from "../../src/http/ctx.ts";
import { carryOn, eraseStyle, standing, sweepErasures } from "../../src/leaving/erase.ts";
import { type Artist, newArtist, send, sendJson } from "../worker/artist.ts";
import { FakeReplicate, tapQueue } from "../worker/replicate.ts";
import { balanceOf, brokenBooks, newTrainedStudio } from "../worker/studio.ts";

const replicate = new FakeReplicate();
beforeAll(() => replicate.install());
afterAll(() => replicate.leave());

const ctx = ctxOf(env, () => {}, "test");
const later = (ms: number): Ctx => ({ ...ctx, now: () => Date.now() + ms });

/** A trained style with a picture on its way, a shared one, and files; more than one page of them is listed in another test. */
async function living() {
  const studio = await newTrainedStudio();
  const { artist, styleId } = studio;
  for (const n of [1, 2, 3]) await env.FILES.put(`styles/${styleId}/images/${n}/a`, "bytes");
  const order = { styleId, prompt: "a lighthouse", count: 2 };
  const { generationIds } = await (await artist.ask("POST", "/api/generate", order)).json<{
    generationIds: string[];
  }>();
  await tapQueue("generation", styleId, generationIds[0]!);
  await env.DB.prepare(
    "INSERT INTO shares (slug, generation_id, user_id, with_prompt, listed, created_at) VALUES (?, ?, ?, 0, 0, 1)",
  )
    .bind(`s-${styleId}`, generationIds[1], artist.id)
    .run();
  return { ...studio, generationIds };
}

const left = async (table: string, column: string, id: string) =>
  env.DB.prepare(`SELECT COUNT(*) AS n FROM ${table} WHERE ${column} = ?`).bind(id).first("n");
const objects = async (styleId: string) => (await env.FILES.list({ prefix: `styles/${styleId}/` })).objects.length;
const asked = async (artist: Artist, id: string) => (await artist.ask("GET", `/api/erasures/${id}`)).json<Erasure>();

async function everythingIsGone(styleId: string): Promise<void> {
  for (const table of ["images", "trainings", "generations"])
    expect(await left(table, "style_id", styleId), table).toBe(0);
  expect(await left("styles", "id", styleId)).toBe(0);
  expect(await left("shares", "slug", `s-${styleId}`)).toBe(0);
  expect(await objects(styleId)).toBe(0);
}

/** The process dies at its `last`-th call: nothing it does after that happens. */
function dying(last: number): Ctx {
  let calls = 0;
  const mortal = <T extends object>(thing: T): T =>
    new Proxy(thing, {
      get(target, name) {
        const value = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        return (...given: unknown[]) => {
          calls += 1;
          if (calls > last) throw new Error("killed");
          return value.apply(target, given);
        };
      },
    });
  return {
    ...ctx,
    db: mortal(ctx.db),
    files: mortal(ctx.files),
    rooms: (id) => {
      calls += 1;
      if (calls > last) throw new Error("killed");
      return ctx.rooms(id);
    },
  };
}

describe("deleting a style", () => {
  it("cancels, refunds, removes version, links, rows and files, and ends in a receipt this site signed", async () => {
    const { artist, styleId, version } = await living();
    expect((await artist.ask("DELETE", `/api/styles/${styleId}`)).status).toBe(204);
    expect((await artist.ask("DELETE", `/api/styles/${styleId}`)).status).toBe(204);
    await everythingIsGone(styleId);
    expect(replicate.journal).toContain(`DELETE /models/studio/artistcloner-styles/versions/${version.split(":")[1]}`);
    expect(await balanceOf(artist)).toMatchObject({ generationCredits: 50 });
    expect(await brokenBooks(artist)).toEqual([]);
    const erasure = await asked(artist, styleId);
    expect(erasure).toMatchObject({ subject: "style", name: "Harbours", doneAt: expect.any(String) });
    expect(erasure.items.map(({ count, state }) => [count, state])).toEqual([
      [2, "done"],
      [1, "done"],
      [1, "done"],
      [2, "done"],
      [3, "done"],
    ]);
    const verify = async (receipt: string) =>
      (await sendJson("POST", "/api/receipts/verify", { receipt })).json<{ genuine: boolean; receipt: unknown }>();
    const { receipt: _, ...said } = erasure;
    expect(await verify(erasure.receipt!)).toEqual({
      genuine: true,
      receipt: { site: "http://artistcloner.test", ...said },
    });
    const [head, , signature] = erasure.receipt!.split(".");
    const forged = `${head}.${btoa(JSON.stringify({ ...said, name: "Another" })).replaceAll("=", "")}.${signature}`;
    expect(await verify(forged)).toEqual({ genuine: false, receipt: null });
    expect((await (await newArtist()).ask("GET", `/api/erasures/${styleId}`)).status).toBe(404);
    expect((await send(`/api/erasures/${styleId}`)).status).toBe(401);
  });

  it("goes on where it was killed, wherever that was", async () => {
    let died = 0;
    for (let last = 0; last < 60; last += 3) {
      const { artist, styleId } = await living();
      const style = { id: styleId, userId: artist.id, name: "Harbours" };
      const killed = await eraseStyle(dying(last), style).then(
        () => false,
        () => true,
      );
      if (!killed) break;
      died += 1;
      // Killed before it was written down, nothing has begun: the artist asks again.
      if ((await left("erasures", "id", styleId)) === 0) await eraseStyle(ctx, style);
      await carryOn(later(200_000), styleId);
      const erasure = await standing(ctx, styleId, artist.id);
      expect(
        erasure.items.filter(({ state }) => state !== "done"),
        `killed at ${last}`,
      ).toEqual([]);
      expect(erasure.receipt).not.toBeNull();
      await everythingIsGone(styleId);
      expect(await balanceOf(artist), `killed at ${last}`).toMatchObject({ generationCredits: 50 });
    }
    expect(died).toBeGreaterThan(5);
  });

  it("tries again what the provider refuses, says so meanwhile, and keeps nothing else back", async () => {
    const { artist, styleId } = await living();
    replicate.refuseDeletes = true;
    await artist.ask("DELETE", `/api/styles/${styleId}`);
    await everythingIsGone(styleId);
    const waiting = await asked(artist, styleId);
    expect([waiting.doneAt, waiting.receipt]).toEqual([null, null]);
    const refused = waiting.items.filter(({ state }) => state !== "done");
    expect(refused).toMatchObject([
      { label: "Trained version 1 of Harbours, at the provider", state: "refused", attempts: 1 },
    ]);
    expect(Date.parse(refused[0]!.nextTryAt!)).toBeGreaterThan(Date.now());
    await sweepErasures(later(10_000));
    expect((await asked(artist, styleId)).items.find(({ state }) => state === "refused")?.attempts).toBe(2);
    replicate.refuseDeletes = false;
    await sweepErasures(later(60_000));
    expect((await asked(artist, styleId)).receipt).not.toBeNull();
  });

  it("is done by one worker at a time", async () => {
    const { artist, styleId } = await living();
    await Promise.all([1, 2, 3].map(() => artist.ask("DELETE", `/api/styles/${styleId}`)));
    await carryOn(later(200_000), styleId);
    const { items } = await asked(artist, styleId);
    expect(items.at(-1)).toMatchObject({ count: 3, attempts: 1 });
  });
});

describe("deleting an account", () => {
  it("needs the account's own address and a person", async () => {
    const artist = await newArtist();
    const refused = await artist.ask("DELETE", "/api/account", { email: "somebody@example.com" });
    expect([refused.status, (await refused.json<{ code: string }>()).code]).toEqual([400, "INVALID_INPUT"]);
    expect((await sendJson("DELETE", "/api/account", { email: artist.email })).status).toBe(401);
    expect((await artist.ask("GET", "/api/auth/me")).status).toBe(200);
  });

  it("locks it at once, takes every style with it, and shows the way and the receipt to who holds the link", async () => {
    const { artist, styleId } = await living();
    const second = await (await artist.ask("POST", "/api/styles", { name: "Second" })).json<{ id: string }>();
    const answer = await artist.ask("DELETE", "/api/account", { email: ` ${artist.email.toUpperCase()} ` });
    expect(answer.status).toBe(202);
    const { id, page } = await answer.json<AccountErasure>();
    expect((await artist.ask("GET", "/api/auth/me")).status).toBe(401);
    // Made by a request that was under way.
    await env.DB.prepare(
      "INSERT INTO styles (id, user_id, name, trigger_word, created_at, updated_at) VALUES (?, ?, 'Late', 'x', 1, 1)",
    )
      .bind(`late-${id}`, id)
      .run()
      .catch(() => {});
    for (const ms of [200_000, 400_000, 600_000]) await carryOn(later(ms), id);
    await everythingIsGone(styleId);
    expect(await left("styles", "id", second.id)).toBe(0);
    for (const table of ["subscriptions", "sessions", "styles"])
      expect(await left(table, "user_id", id), table).toBe(0);
    expect(await left("users", "id", id)).toBe(0);
    expect(Number(await left("ledger", "user_id", id))).toBeGreaterThan(0);
    const open = page.replace(`/deleted/${id}`, `/api/erasures/${id}/open`);
    const erasure = await (await send(open)).json<Erasure>();
    expect(erasure.items.every(({ state }) => state === "done")).toBe(true);
    expect(erasure.receipt).not.toBeNull();
    expect((await send(open.replace("signature=", "signature=x"))).status).toBe(403);
    expect((await send(`/api/erasures/${id}/open`)).status).toBe(403);
    const again = { email: artist.email, password: "correct horse", name: "Again" };
    const back = await sendJson("POST", "/api/auth/register", again, { "CF-Connecting-IP": "10.9.9.9" });
    expect(back.status).toBe(201);
  });
});
