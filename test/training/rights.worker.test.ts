import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RIGHTS_VERSION } from "../../src/contract/rights.ts";
import { FakeReplicate } from "../worker/replicate.ts";
import { balanceOf, newStudio, type Studio } from "../worker/studio.ts";

const replicate = new FakeReplicate();
beforeAll(() => replicate.install());
afterAll(() => replicate.leave());

const statements = async ({ styleId }: Studio) =>
  (await env.DB.prepare("SELECT * FROM rights_statements WHERE style_id = ?").bind(styleId).all()).results;
const train = ({ artist, styleId }: Studio, body: object) => artist.ask("POST", `/api/styles/${styleId}/train`, body);

describe("a training", () => {
  it.each([
    ["page", { rightsStatement: { version: RIGHTS_VERSION, accepted: true } }],
    ["terms", {}],
  ])("keeps what was stated of its pictures, by %s", async (by, body) => {
    const studio = await newStudio(20);
    const answer = await train(studio, body);
    expect(answer.status).toBe(202);
    const { trainingId } = await answer.json<{ trainingId: string }>();
    const [row, ...more] = await statements(studio);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ training_id: trainingId, user_id: studio.artist.id, version: RIGHTS_VERSION, by });
    expect(Math.abs(Number(row?.stated_at) - Date.now())).toBeLessThan(60_000);
    const files = JSON.parse(String(row?.files));
    expect(files).toHaveLength(20);
    expect(files[3]).toEqual({ imageId: `${studio.styleId}-3`, sizeBytes: 100, crc32: 3 });
  });

  it("is refused when the statement is denied or was made of other words, and costs nothing", async () => {
    const studio = await newStudio(20);
    for (const said of [
      { version: RIGHTS_VERSION, accepted: false },
      { version: "2020-01-01", accepted: true },
    ]) {
      const answer = await train(studio, { rightsStatement: said });
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({ code: "RIGHTS_NOT_STATED" });
    }
    expect(await statements(studio)).toEqual([]);
    expect(await balanceOf(studio.artist)).toMatchObject({ trainingCredits: 1 });
  });

  it("that is not born leaves no statement, and the statement outlives its style", async () => {
    const [poor, rich] = await Promise.all([newStudio(20), newStudio(20)]);
    await env.DB.prepare("UPDATE subscriptions SET training_credits = 0 WHERE user_id = ?").bind(poor.artist.id).run();
    expect((await train(poor, {})).status).toBe(402);
    expect(await statements(poor)).toEqual([]);
    await train(rich, {});
    expect((await rich.artist.ask("DELETE", `/api/styles/${rich.styleId}`)).status).toBe(204);
    expect(await statements(rich)).toHaveLength(1);
  });
});
