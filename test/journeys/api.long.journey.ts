import { readFileSync, rmSync } from "node:fs";
import sharp from "sharp";
import { afterAll, expect, inject, it } from "vitest";
import type { Me } from "#contract/accounts";
import type { GenerationList } from "#contract/generation";
import type { Style, StyleDetail } from "#contract/styles";
import { enter } from "../../local/demo/account.ts";
import { connect, SiteProblem } from "../../local/demo/client.ts";
import { generate } from "../../local/demo/generate.ts";
import { keepPicture } from "../../local/demo/results.ts";
import { train } from "../../local/demo/train.ts";
import { upload } from "../../local/demo/upload.ts";
import { folderForResults } from "./originals.ts";

const { url } = inject("site");
const originals = inject("originals");
const results = folderForResults();
afterAll(() => rmSync(results, { recursive: true }));

it("goes from twenty pictures to a new one through the public API", async () => {
  const { client } = await enter(url, undefined);
  const before = await client.get<Me>("/api/auth/me");
  const style = await client.send<Style>("POST", "/api/styles", { name: "Journey" });
  expect(style.status).toBe("DRAFT");

  await upload(client, style.id, originals, () => {});
  const ready = await client.get<StyleDetail>(`/api/styles/${style.id}`);
  expect(ready).toMatchObject({ status: "READY_TO_TRAIN", imageCount: 20, training: null, model: null });
  expect(ready.images.map(({ caption }) => caption).sort()).toEqual(originals.map(({ caption }) => caption).sort());

  const seen: { status: string; step: number; losses: number }[] = [];
  const training = await train(client, style.id, 300, ({ status, currentStep, loss }) =>
    seen.push({ status, step: currentStep, losses: loss.length }),
  );
  expect(training).toMatchObject({ status: "COMPLETED", progress: 100, totalSteps: 300 });
  expect(seen.some(({ status, step }) => status === "PROCESSING" && step > 0 && step < 300)).toBe(true);
  expect(seen.map(({ step }) => step)).toEqual(seen.map(({ step }) => step).sort((a, b) => a - b));
  expect((training.loss.at(-1)?.loss ?? 1) < (training.loss[0]?.loss ?? 0)).toBe(true);
  const trained = await client.get<StyleDetail>(`/api/styles/${style.id}`);
  expect(trained).toMatchObject({ status: "TRAINED", model: { trainingId: training.id, trainingSteps: 300 } });

  const order = { styleId: style.id, prompt: "a lighthouse above the sea", width: 256, height: 256, seed: 7, count: 2 };
  const generations = await generate(client, order, () => {});
  expect(generations.map(({ seed }) => seed)).toEqual([7, 8]);
  const files = await Promise.all(generations.map(({ id, outputUrl }) => keepPicture(client, outputUrl, results, id)));
  const pixels = await Promise.all(
    files.map((file) => sharp(readFileSync(file)).raw().toBuffer({ resolveWithObject: true })),
  );
  for (const { info } of pixels) expect(info).toMatchObject({ width: 256, height: 256 });
  expect(pixels[0]?.data.equals(pixels[1]?.data ?? Buffer.alloc(0))).toBe(false);

  const list = await client.get<GenerationList>(`/api/generations?styleId=${style.id}`);
  expect(list.generations.map(({ id }) => id).sort()).toEqual(generations.map(({ id }) => id).sort());
  const after = await client.get<Me>("/api/auth/me");
  expect(after.subscription.trainingCredits).toBe(before.subscription.trainingCredits - 1);
  expect(after.subscription.generationCredits).toBe(before.subscription.generationCredits - 2);

  const stranger = (await enter(url, undefined)).client;
  const refused = await stranger.get(`/api/styles/${style.id}`).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(SiteProblem);
  expect(refused).toMatchObject({ status: 404, code: "NOT_FOUND" });
  await expect(connect(url).get("/api/auth/me")).rejects.toMatchObject({ status: 401, code: "UNAUTHENTICATED" });
});
