import { env } from "cloudflare:workers";
import { crc32 } from "node:zlib";
import { eq } from "drizzle-orm";
import { unzipSync } from "fflate";
import { CompactSign, compactVerify, createLocalJWKSet, type JSONWebKeySet } from "jose";
import { expect, it } from "vitest";
import type { Erasure } from "../../src/contract/leaving.ts";
import { open } from "../../src/db/client.ts";
import { generations } from "../../src/generation/table.ts";
import { ctxOf } from "../../src/http/ctx.ts";
import { images } from "../../src/images/table.ts";
import { readReceipt, receiptKeys, signReceipt } from "../../src/leaving/receipt.ts";
import { rightsStatements, trainings } from "../../src/training/table.ts";
import { newArtist, send, sendJson } from "../worker/artist.ts";
import { newTrainedStudio } from "../worker/studio.ts";

const db = open(env.DB);
const bytes = (text: string) => new TextEncoder().encode(text);

async function filled() {
  const studio = await newTrainedStudio();
  const { styleId, artist } = studio;
  const now = Date.now();
  const base = { styleId, mimeType: "image/jpeg" as const, width: 8, height: 8, reservedUntil: now, createdAt: now };
  const original = {
    ...base,
    state: "confirmed" as const,
    sizeBytes: 8,
    crc32: crc32(bytes("original")),
    attempt: "a",
  };
  const hung = [
    { ...original, id: `${styleId}-1`, filename: "évil/../na:me.jpg", caption: "a boat" },
    { ...original, id: `${styleId}-2`, filename: "two.jpg", caption: null, position: 1 },
    { ...original, id: `${styleId}-3`, filename: "gone.jpg", caption: null, position: 2 },
  ];
  for (const row of hung) await db.insert(images).values(row);
  for (const n of [1, 2]) await env.FILES.put(`styles/${styleId}/images/${styleId}-${n}/a`, "original");
  const weightsKey = `styles/${styleId}/trainings/t-${styleId}/weights.tar`;
  await db.update(trainings).set({ weightsKey }).where(eq(trainings.styleId, styleId));
  const said = { version: "2026-11-22", by: "page" as const, files: [{ imageId: "i", sizeBytes: 8, crc32: 1 }] };
  await db
    .insert(rightsStatements)
    .values({ ...said, trainingId: `t-${styleId}`, userId: artist.id, styleId, statedAt: now })
    .onConflictDoUpdate({ target: rightsStatements.trainingId, set: said });
  await env.FILES.put(weightsKey, new Uint8Array(3_000_000).fill(7));
  const rows = Array.from({ length: 3 }, (_, n) => ({
    id: `${styleId.slice(0, 20)}${String(n).padStart(6, "0")}`,
    userId: artist.id,
    styleId,
    roomId: styleId,
    trainingId: `t-${styleId}`,
    status: n === 2 ? ("FAILED" as const) : ("COMPLETED" as const),
    rev: 3,
    prompt: "a lighthouse, at dusk",
    width: 64,
    height: 64,
    steps: 28,
    guidance: 3,
    strength: 1,
    seed: 7,
    outputKey: n === 2 ? null : `styles/${styleId}/generations/g${n}/picture.webp`,
    createdAt: now + n,
    deadlineAt: now,
  }));
  for (const row of rows) await db.insert(generations).values(row);
  for (const n of [0, 1]) await env.FILES.put(`styles/${styleId}/generations/g${n}/picture.webp`, `picture ${n}`);
  return studio;
}

const archive = async (answer: Response) => unzipSync(new Uint8Array(await answer.arrayBuffer()));
const text = (file: Uint8Array | undefined) => new TextDecoder().decode(file);

it("streams an account as one ZIP: originals, captions, weights with their licence, results with recipes, the rest as JSON", async () => {
  const { artist } = await filled();
  const answer = await artist.ask("GET", "/api/takeout");
  expect(answer.headers.get("Content-Type")).toBe("application/zip");
  expect(answer.headers.get("Content-Disposition")).toMatch(/attachment; filename="artistcloner-[\d-]+\.zip"/);
  const files = await archive(answer);
  const names = Object.keys(files);
  const style = "styles/01-Harbours";
  const [one, two] = names.filter((name) => name.startsWith(`${style}/results/`) && name.endsWith(".webp"));
  expect(names).toEqual([
    "README.txt",
    "account.json",
    "credits.csv",
    `${style}/style.json`,
    `${style}/originals/01-évil-..-na-me.jpg`,
    `${style}/originals/01-évil-..-na-me.txt`,
    `${style}/originals/02-two.jpg`,
    `${style}/versions/1/training.json`,
    `${style}/versions/1/weights.tar`,
    `${style}/versions/1/LICENCE.txt`,
    `${style}/results/recipes.jsonl`,
    one,
    two,
    "not-here-any-more.txt",
  ]);
  expect(text(files[`${style}/originals/01-évil-..-na-me.jpg`])).toBe("original");
  expect(text(files[`${style}/originals/01-évil-..-na-me.txt`])).toBe("a boat\n");
  expect(text(files[`${style}/versions/1/LICENCE.txt`])).toContain("Non-Commercial");
  expect(files[`${style}/versions/1/weights.tar`]).toHaveLength(3_000_000);
  const recipes = text(files[`${style}/results/recipes.jsonl`])
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(recipes.map(({ file }) => `${style}/results/${file}`)).toEqual([one, two]);
  expect(recipes[0]).toMatchObject({ prompt: "a lighthouse, at dusk", seed: 7, steps: 28 });
  expect(text(files[one!])).toBe("picture 0");
  expect(text(files["not-here-any-more.txt"])).toContain("03-gone.jpg");
  expect(JSON.parse(text(files["account.json"]))).toMatchObject({
    email: artist.email,
    emailConfirmedAt: null,
    mails: { styleReady: true, trainingFailed: true },
    plan: "FREE",
  });
  expect(JSON.parse(text(files[`${style}/versions/1/training.json`])).rights).toMatchObject({
    text: "2026-11-22",
    by: "page",
    files: [{ imageId: "i", sizeBytes: 8, crc32: 1 }],
  });
  expect(text(files["credits.csv"])).toContain('"FREE plan"');
  expect(text(files["README.txt"]) + text(files["account.json"])).not.toMatch(/scrypt|token/i);
});

it("gives a style to its artist alone, and nothing to who is not signed in", async () => {
  const { artist, styleId } = await filled();
  const files = await archive(await artist.ask("GET", `/api/styles/${styleId}/takeout`));
  expect(Object.keys(files)).toContain("styles/Harbours/originals/02-two.jpg");
  expect(Object.keys(files)).not.toContain("account.json");
  const other = await newArtist();
  expect((await other.ask("GET", `/api/styles/${styleId}/takeout`)).status).toBe(404);
  const empty = await archive(await other.ask("GET", "/api/takeout"));
  expect(Object.keys(empty)).toEqual(["README.txt", "account.json", "credits.csv"]);
  for (const path of ["/api/takeout", `/api/styles/${styleId}/takeout`]) expect((await send(path)).status).toBe(401);
});

it("reads no further than it is taken, and stops when the artist stops", async () => {
  const { artist } = await filled();
  const answer = await artist.ask("GET", "/api/takeout");
  const reader = answer.body!.getReader();
  await reader.read();
  await reader.cancel();
  expect((await artist.ask("GET", "/api/auth/me")).status).toBe(200);
});

it("checks the receipt of a large account, and no letter of it may be another", async () => {
  const at = new Date().toISOString();
  const item = (n: number) => ({
    label: `Stored files of a style with a long name, number ${n}: originals, results, weights`,
    count: n,
    state: "done" as const,
    attempts: 1,
    doneAt: at,
    nextTryAt: null,
  });
  const erasure = { id: "u", subject: "account" as const, name: "ada@example.com", requestedAt: at, doneAt: at };
  const items = Array.from({ length: 500 }, (_, n) => item(n));
  const { settings } = ctxOf(env, () => {}, "test");
  const receipt = await signReceipt(settings, { ...erasure, items, receipt: null });
  const verdict = async (text: string) =>
    (await sendJson("POST", "/api/receipts/verify", { receipt: text })).json<{ genuine: boolean; receipt?: unknown }>();
  expect(receipt.length).toBeGreaterThan(64 * 1_024);
  expect(await verdict(`\n${receipt}\n`)).toMatchObject({ genuine: true, receipt: { ...erasure, items } });
  const middle = receipt.length >> 1;
  const other = receipt[middle] === "A" ? "B" : "A";
  expect(await verdict(receipt.slice(0, middle) + other + receipt.slice(middle + 1))).toEqual({
    genuine: false,
    receipt: null,
  });
  // What signs sessions and links signs no receipt.
  const [head, body] = receipt.split(".");
  expect(await verdict(`${head}.${body}.${"A".repeat(43)}`)).toEqual({ genuine: false, receipt: null });
  expect((await sendJson("POST", "/api/receipts/verify", { receipt: "a".repeat(1_100_000) })).status).toBe(413);
});

it("signs receipts with a key that anybody can fetch, and holds to those of the secrets before", async () => {
  const { settings } = ctxOf(env, () => {}, "test");
  const erasure: Erasure = {
    ...{ id: "id", subject: "style", name: "Ink", receipt: null, items: [] },
    ...{ requestedAt: new Date(0).toISOString(), doneAt: new Date(1).toISOString() },
  };
  const receipt = await signReceipt(settings, erasure);
  const answer = await send("/.well-known/jwks.json");
  expect([answer.status, answer.headers.get("Access-Control-Allow-Origin")]).toEqual([200, "*"]);
  const published = await answer.json<JSONWebKeySet>();
  expect(published.keys.flatMap((key) => Object.keys(key).sort())).toEqual(["alg", "crv", "kid", "kty", "use", "x"]);
  const { payload } = await compactVerify(receipt, createLocalJWKSet(published));
  expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({ site: settings.APP_URL, name: "Ink" });

  const rotated = { ...settings, SIGNING_SECRET: "another secret of at least 32 characters" };
  expect(await readReceipt(rotated, receipt)).toBeNull();
  const kept = { ...rotated, SIGNING_SECRET_PREVIOUS: [settings.SIGNING_SECRET] };
  expect(await readReceipt(kept, receipt)).toMatchObject({ name: "Ink" });
  expect((await receiptKeys(kept)).keys).toHaveLength(2);
  const newer = await signReceipt(kept, erasure);
  await expect(compactVerify(newer, createLocalJWKSet(published))).rejects.toThrow();
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const others = [...letters].filter((letter) => letter !== receipt.at(-1));
  const bent = await Promise.all(others.map((letter) => readReceipt(settings, receipt.slice(0, -1) + letter)));
  expect(bent.filter((said) => said !== null)).toEqual([]);
  // What is public must not sign: a receipt whose "secret" is the public key.
  const own = new TextEncoder().encode(JSON.stringify(published.keys[0]));
  const body = new TextEncoder().encode(JSON.stringify({ site: settings.APP_URL, ...erasure }));
  const kid = published.keys[0]?.kid ?? "";
  const forged = await new CompactSign(body)
    .setProtectedHeader({ alg: "HS256", typ: "deletion-receipt", kid })
    .sign(own);
  expect(await readReceipt(settings, forged)).toBeNull();
});
