import { afterAll, beforeAll, describe, it } from "vitest";
import type { World } from "../replicate/case.ts";
import { cases } from "../replicate/cases.ts";
import { dataUri, openStand, type Stand, smallSet, TRAINER } from "./stand.ts";

let stand: Stand;
let world: World;
let names = 0;

beforeAll(async () => {
  stand = await openStand();
  const ask: World["ask"] = async (method, route, body, headers) => {
    const form = body instanceof FormData;
    const answer = await fetch(`${stand.origin}/v1${route}`, {
      method,
      headers: { authorization: "Bearer r8_test", ...(form ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: text === "" ? undefined : JSON.parse(text),
    };
  };
  world = {
    ask,
    owner: "local",
    trainer: "ostris/flux-dev-lora-trainer",
    trainerVersion: TRAINER,
    model: "conformance",
    version: await stand.train("conformance"),
    set: dataUri(await smallSet()),
    freeName: () => `free-${names++}`,
    ended: async (route) => {
      await stand.ended(route);
      return ask("GET", route);
    },
    hold: (held) => stand.disturb(held ? { stuck: ["training", "prediction"] } : {}),
  };
});
afterAll(() => stand.close());

describe("the engine", () => {
  it.each(cases)("$name", async ({ exchange, check }) => check(await exchange(world)));
});
