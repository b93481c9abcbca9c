import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openReceiver, openStand, type Stand, small } from "./stand.ts";

let stand: Stand;
let version: string;

beforeAll(async () => {
  stand = await openStand();
  version = await stand.train("hooks");
});
afterAll(() => stand.close());

const paint = async (webhook: string, events?: string[]) => {
  const filter = events && { webhook_events_filter: events };
  const input = { prompt: "boat", seed: 3, ...small };
  const { body } = await stand.json("POST", "/predictions", { version, input, webhook, ...filter });
  return String(body.id);
};
const idsOf = (received: { headers: Record<string, unknown> }[]) =>
  received.map(({ headers }) => headers["webhook-id"]);

describe("webhooks", () => {
  it("tell of output and end when no filter is given", async () => {
    const receiver = await openReceiver();
    const id = await paint(receiver.url);
    const [output, end] = (await receiver.heard(2)).map(({ body }) => JSON.parse(body));
    expect(output).toMatchObject({ id, output: [expect.stringMatching(/out-0\.webp$/)] });
    expect(end).toEqual((await stand.json("GET", `/predictions/${id}`)).body);
    await receiver.close();
  });

  it("tell only what the filter names", async () => {
    const receiver = await openReceiver();
    const id = await paint(receiver.url, ["completed"]);
    await stand.ended(`/predictions/${id}`);
    await receiver.heard(1);
    await sleep(50);
    expect(receiver.received.map(({ body }) => JSON.parse(body).status)).toEqual(["succeeded"]);
    const silent = await openReceiver();
    await stand.ended(`/predictions/${await paint(silent.url, [])}`);
    await sleep(50);
    expect(silent.received).toEqual([]);
    await Promise.all([receiver.close(), silent.close()]);
  });

  it("hold logs back to one every half second, and nothing follows the end", async () => {
    const receiver = await openReceiver();
    stand.studio.pace = 180;
    const id = await paint(receiver.url, ["logs", "completed"]);
    await stand.ended(`/predictions/${id}`);
    stand.studio.pace = 1;
    await receiver.heard(({ body }) => JSON.parse(body).status === "succeeded");
    await sleep(50);
    const { received } = receiver;
    const logs = received.slice(0, -1);
    expect(logs.length).toBeGreaterThan(0);
    for (const [index, one] of logs.entries()) {
      if (index > 0) expect(one.at - (logs[index - 1]?.at ?? 0)).toBeGreaterThan(450);
      expect(JSON.parse(one.body).status).toBe("processing");
    }
    expect(JSON.parse(received.at(-1)?.body ?? "").status).toBe("succeeded");
    await receiver.close();
  });

  it("try the end again under the same id, signed anew, and other events never", async () => {
    let refusals = 0;
    const receiver = await openReceiver(({ body }) => {
      const ended = JSON.parse(body).status === "succeeded";
      if (!ended) return 500;
      refusals++;
      return [503, 0, 404, 200][refusals - 1] ?? 200;
    });
    const id = await paint(receiver.url, ["start", "completed"]);
    const heard = await receiver.heard(5);
    await sleep(100);
    expect(heard).toHaveLength(5);
    const [, ...ends] = idsOf(heard);
    expect(new Set(ends).size).toBe(1);
    expect(new Set(idsOf(heard)).size).toBe(2);
    expect(new Set(heard.slice(1).map(({ body }) => body)).size).toBe(1);
    expect(stand.engine.store.runs.get(id)?.owed).toBeNull();
    await receiver.close();
  });

  it("give up in the end", async () => {
    const receiver = await openReceiver(() => 500);
    const id = await paint(receiver.url, ["completed"]);
    await receiver.heard(4);
    await sleep(100);
    expect(receiver.received).toHaveLength(4);
    expect(stand.engine.store.runs.get(id)?.owed).toBeNull();
    await receiver.close();
  });

  it("follow no redirect and do not try it again", async () => {
    const receiver = await openReceiver(() => 301);
    await paint(receiver.url, ["completed"]);
    await receiver.heard(1);
    await sleep(100);
    expect(receiver.received.map(({ path }) => path)).toEqual(["/hook?job=7&token=a%20b"]);
    await receiver.close();
  });

  it("tell of a cancellation", async () => {
    const receiver = await openReceiver();
    stand.studio.pace = 5_000;
    const id = await paint(receiver.url, ["completed"]);
    await stand.json("POST", `/predictions/${id}/cancel`);
    stand.studio.pace = 1;
    const [end] = await receiver.heard(1);
    expect(JSON.parse(end?.body ?? "")).toMatchObject({ id, status: "canceled", output: null });
    await receiver.close();
  });
});

describe("spoiled webhooks", () => {
  const spoiled = async (webhooks: object, count: number, events: string[]) => {
    const receiver = await openReceiver();
    await stand.disturb({ seed: 5, webhooks });
    const id = await paint(receiver.url, events);
    await stand.ended(`/predictions/${id}`);
    await receiver.heard(count);
    await sleep(60);
    await stand.disturb({});
    await receiver.close();
    return receiver.received;
  };

  it("get lost", async () => {
    expect(await spoiled({ lose: 1 }, 0, ["start", "completed"])).toEqual([]);
  });

  it("repeat themselves under one id", async () => {
    const received = await spoiled({ repeat: 2 }, 6, ["start", "completed"]);
    expect(received).toHaveLength(6);
    expect(new Set(idsOf(received)).size).toBe(2);
  });

  it("come late", async () => {
    const began = Date.now();
    const [end] = await spoiled({ delayMs: 150 }, 1, ["completed"]);
    expect((end?.at ?? 0) - began).toBeGreaterThanOrEqual(150);
  });

  it("overtake each other, the same way for the same seed", async () => {
    const order = async () => {
      const received = await spoiled({ shuffleMs: 120 }, 2, ["start", "completed"]);
      return received.map(({ body }) => JSON.parse(body).status);
    };
    const first = await order();
    expect(await order()).toEqual(first);
    expect([...first].sort()).toEqual(["processing", "succeeded"]);
  });
});
