import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { LearnRequest, PaintRequest, Studio } from "../../engine/style/studio.ts";

export interface FakeStudio extends Studio {
  learned: LearnRequest[];
  painted: PaintRequest[];
  /** Milliseconds per training step and per painting. */
  pace: number;
}

/** A neighbour that keeps a journal: it learns nothing and paints one flat colour that follows from the request. */
export function fakeStudio(pace = 1): FakeStudio {
  const studio: FakeStudio = {
    learned: [],
    painted: [],
    pace,
    async learn(request) {
      studio.learned.push(request);
      request.onStage?.("loading");
      request.onStage?.("caching");
      request.onStage?.("training");
      for (let step = 1; step <= request.steps; step++) {
        await sleep(studio.pace, undefined, { signal: request.signal });
        request.onStep({ step, loss: 0.5 / step });
      }
      request.onStage?.("packaging");
      const names = request.pictures.map(({ name, caption }) => `${name}: ${caption}`);
      return new TextEncoder().encode(JSON.stringify({ names, seed: request.seed }));
    },
    async paint(request) {
      studio.painted.push(request);
      for (let part = 1; part <= 4; part++) {
        await sleep(studio.pace, undefined, { signal: request.signal });
        request.onProgress?.(part / 4);
      }
      const { prompt, seed, width, height } = request;
      const colour = createHash("sha256").update(`${prompt} ${seed}`).digest().subarray(0, 3);
      return { width, height, rgb: Buffer.alloc(width * height * 3, colour) };
    },
    close: async () => {},
  };
  return studio;
}
