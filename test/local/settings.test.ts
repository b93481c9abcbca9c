import path from "node:path";
import { expect, it } from "vitest";
import { localSettings } from "../../local/settings.ts";

it("needs no environment at all", () => {
  expect(localSettings({})).toEqual({
    port: 8787,
    enginePort: 8788,
    stateDir: path.resolve(".local"),
    stateDirName: ".local",
    url: "http://localhost:8787",
    worker: {
      APP_URL: "http://localhost:8787",
      REPLICATE_URL: "http://127.0.0.1:8788/v1",
      MAIL_FROM: "studio@artistcloner.local",
      FREE_TRAININGS: "25",
      FREE_GENERATIONS: "500",
      TRAINING_DEADLINE_MS: "600000",
      GENERATION_DEADLINE_MS: "300000",
      PROOF_SIDE: "320",
    },
  });
});

it("lets the environment choose ports, folder and limits, and keeps real keys out", () => {
  const settings = localSettings({
    PORT: "9000",
    ENGINE_PORT: "9001",
    STATE_DIR: "/tmp/second",
    FREE_TRAININGS: "1",
    RATE_LIMIT_WINDOW_MS: "1000",
    REPLICATE_API_TOKEN: "r8_real",
    REPLICATE_URL: "https://api.replicate.com/v1",
  });
  expect(settings).toMatchObject({
    port: 9000,
    enginePort: 9001,
    stateDir: "/tmp/second",
    url: "http://localhost:9000",
  });
  expect(settings.worker).toMatchObject({
    APP_URL: "http://localhost:9000",
    REPLICATE_URL: "http://127.0.0.1:9001/v1",
    FREE_TRAININGS: "1",
    RATE_LIMIT_WINDOW_MS: "1000",
  });
  expect(JSON.stringify(settings)).not.toContain("r8_real");
});

it.each([
  [{ PORT: "eighty" }, 'PORT is "eighty", but must be a port number from 1 to 65535.'],
  [{ ENGINE_PORT: "70000" }, 'ENGINE_PORT is "70000", but must be a port number from 1 to 65535.'],
  [{ PORT: "8788" }, "PORT and ENGINE_PORT are both 8788; the site and the engine each need their own."],
  [{ APP_URL: "artist" }, 'APP_URL is "artist", but must be an address such as http://localhost:8787.'],
])("refuses %o in a sentence", (environment, sentence) => {
  expect(() => localSettings(environment)).toThrow(sentence);
});
