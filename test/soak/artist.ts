import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import sharp from "sharp";
import type { GenerateAccepted } from "#contract/generation";
import type { StyleImage } from "#contract/images";
import { MIN_IMAGES, type Style, type StyleDetail } from "#contract/styles";
import type { TrainAccepted, Training } from "#contract/training";
import { dice } from "../../engine/mischief.ts";
import { enter } from "../../local/demo/account.ts";
import type { Client } from "../../local/demo/client.ts";
import { upload } from "../../local/demo/upload.ts";
import { Refusal } from "../../local/refusal.ts";

/** Long side in pixels: learned from in a second. */
const SIDE = 96;
const PAUSE_MS = 700;
const BURST = 5;

/** Pictures that a confirm promised to keep: id → SHA-256 of its bytes. */
export type Promised = Map<string, string>;

export interface Soaked {
  client: Client;
  /** Of styles that still stand. */
  promised: Map<string, Promised>;
  /** How often each thing was asked for and answered. */
  did: Record<string, number>;
}

export interface Stage {
  url: string;
  /** Ends the artists' wishes; what they already asked for goes on. */
  over: AbortSignal;
  /** Told how to ask for many pictures at once, as soon as a style can make them. */
  able: (burst: () => Promise<unknown>) => void;
  /** Told when one was accepted. */
  wished: () => void;
}

const noise = async (at: number) => {
  const tile = await sharp(randomBytes(12 * 12 * 3), { raw: { width: 12, height: 12, channels: 3 } })
    .resize(SIDE, SIDE, { kernel: "cubic" })
    .png()
    .toBuffer();
  return {
    filename: `study-${at}.png`,
    type: "image/png" as const,
    bytes: tile,
    caption: at % 2 ? `a study, ${at}` : null,
  };
};

/** Works until the stage is over, through every outage, as an impatient artist does. */
export async function work(stage: Stage, seed: number): Promise<Soaked> {
  const roll = dice(seed);
  const did: Record<string, number> = {};
  const count = (what: string) => {
    did[what] = (did[what] ?? 0) + 1;
  };
  const { over } = stage;

  /** Again and again while the site is away; a clear refusal is an answer. */
  async function insist<T>(what: string, ask: () => Promise<T>): Promise<T | null> {
    for (;;) {
      try {
        const answer = await ask();
        count(what);
        return answer;
      } catch (error) {
        if (!(error instanceof Refusal || error instanceof TypeError)) throw error;
        if ("status" in error && Number(error.status) < 500 && Number(error.status) !== 429) {
          count(`${what} refused`);
          return null;
        }
        if (over.aborted) return null;
        await sleep(PAUSE_MS);
      }
    }
  }
  /** A wish that costs is sent once: who does not hear the answer looks at the list instead. */
  const wish = async <T>(what: string, path: string, body: object): Promise<T | null> => {
    try {
      const answer = await client.send<T>("POST", path, body);
      stage.wished();
      count(what);
      return answer;
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof TypeError)) throw error;
      count(`${what} unanswered`);
      return null;
    }
  };

  const entered = await insist("registered", () => enter(stage.url, undefined));
  if (!entered) throw new Error("could not register");
  const { client } = entered;
  const promised = new Map<string, Promised>();

  async function fill(styleId: string, kept: Promised): Promise<void> {
    while (kept.size < MIN_IMAGES && !over.aborted) {
      const pictures = await Promise.all(
        Array.from({ length: MIN_IMAGES - kept.size }, (_, at) => noise(kept.size + at)),
      );
      for (const picture of pictures) {
        const images = await insist<StyleImage[]>("uploaded", () => upload(client, styleId, [picture], () => {}));
        if (!images) break;
        for (const { id } of images) kept.set(id, createHash("sha256").update(picture.bytes).digest("hex"));
      }
      // An upload whose answer was lost stands there too, and counts.
      const detail = await insist<StyleDetail>("looked", () => client.get(`/api/styles/${styleId}`));
      if (!detail || detail.images.length >= MIN_IMAGES) return;
    }
  }

  async function train(styleId: string): Promise<boolean> {
    for (let tries = 0; tries < 3 && !over.aborted; tries += 1) {
      await wish<TrainAccepted>("training", `/api/styles/${styleId}/train`, { config: { steps: 10 } });
      const cancelAt = roll() < 0.15 ? Date.now() + roll() * 8_000 : Number.POSITIVE_INFINITY;
      while (!over.aborted) {
        const now = await insist<Training>("looked", () => client.get(`/api/styles/${styleId}/training`));
        if (!now || ["COMPLETED", "FAILED", "CANCELED"].includes(now.status)) {
          if (now?.status === "COMPLETED") return true;
          break;
        }
        if (Date.now() > cancelAt)
          await insist("cancelled", () => client.send("POST", `/api/styles/${styleId}/training/cancel`));
        await sleep(PAUSE_MS);
      }
    }
    return false;
  }

  async function paint(styleId: string): Promise<void> {
    const order = { styleId, prompt: `a heron ${Math.floor(roll() * 1e6)}`, width: 256, height: 256, steps: 2 };
    const accepted = await wish<GenerateAccepted>("pictures", "/api/generate", {
      ...order,
      count: 1 + Math.floor(roll() * 3),
    });
    await sleep(roll() * 3_000);
    for (const id of accepted?.generationIds ?? []) {
      const fate = roll();
      if (fate < 0.12) await insist("cancelled", () => client.send("POST", `/api/generations/${id}/cancel`));
      else if (fate < 0.2) await insist("deleted", () => client.send("DELETE", `/api/generations/${id}`));
    }
  }

  while (!over.aborted) {
    const style = await insist<Style>("styles", () => client.send("POST", "/api/styles", { name: "Soaked" }));
    if (!style) break;
    const kept: Promised = new Map();
    promised.set(style.id, kept);
    await fill(style.id, kept);
    if (over.aborted) break;
    if (await train(style.id)) {
      const order = { styleId: style.id, prompt: "many at once", width: 256, height: 256, steps: 1, count: 2 };
      stage.able(() =>
        Promise.allSettled(
          Array.from({ length: BURST }, () => wish("bursts", "/api/generate", { ...order, seed: null })),
        ),
      );
      const rounds = 4 + Math.floor(roll() * 6);
      for (let round = 0; round < rounds && !over.aborted; round += 1) {
        await paint(style.id);
        await sleep(roll() * 2_500);
      }
    }
    if (!over.aborted && roll() < 0.25) {
      promised.delete(style.id);
      await insist("styles deleted", () => client.send("DELETE", `/api/styles/${style.id}`));
    }
  }
  return { client, promised, did };
}
