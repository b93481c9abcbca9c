import { describe, it } from "vitest";
import type { World } from "./case.ts";
import { cases } from "./cases.ts";

const { REPLICATE_API_TOKEN: token, REPLICATE_LIVE: live } = process.env;
const base = "https://api.replicate.com/v1";

const world: World = {
  ask: async (method, route, body, headers) => {
    const answer = await fetch(base + route, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: text === "" ? undefined : JSON.parse(text),
    };
  },
  owner: "artistcloner-nobody",
  trainer: "ostris/flux-dev-lora-trainer",
  trainerVersion: "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
  model: "",
  version: "",
  set: "",
  freeName: () => {
    throw new Error("The live service is only asked what is free.");
  },
  ended: () => Promise.reject(new Error("The live service is only asked what is free.")),
  hold: () => Promise.reject(new Error("The live service is only asked what is free.")),
};

/** Only with REPLICATE_LIVE=1 and a token: asks what costs nothing and leaves nothing behind. */
describe.runIf(token && live === "1")("the live service", () => {
  it.each(cases.filter((one) => one.live === "free"))("$name", { timeout: 30_000 }, async ({ exchange, check }) => {
    check(await exchange(world));
  });
});
