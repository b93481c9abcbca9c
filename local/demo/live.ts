import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { type Frame, PING } from "#contract/live";
import type { Client } from "./client.ts";

const PING_MS = 20_000;
/** A line that carried nothing for this long, not even the answer to a ping, is dead. */
const SILENCE_MS = 45_000;
const PAUSE_MS = 1_000;

/** Feeds the style's frames to `hear` until the line breaks or `until` ends it. Never rejects. */
function listen(client: Client, styleId: string, hear: (frame: Frame) => void, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const address = new URL(`/api/styles/${styleId}/live`, client.url);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address, { headers: { Authorization: `Bearer ${client.token}` } });
    let heardAt = Date.now();
    const pulse = setInterval(() => {
      if (Date.now() - heardAt > SILENCE_MS) socket.terminate();
      else if (socket.readyState === WebSocket.OPEN) socket.send(PING);
    }, PING_MS);
    const end = () => socket.terminate();
    until.addEventListener("abort", end, { once: true });
    socket.on("message", (data) => {
      heardAt = Date.now();
      const text = String(data);
      if (text.startsWith("{")) hear(JSON.parse(text) as Frame);
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearInterval(pulse);
      until.removeEventListener("abort", end);
      resolve();
    });
  });
}

export interface Following<Entity> {
  /** The entity out of a frame, if the frame carries it. */
  pick: (frame: Frame) => Entity[];
  /** Reads it when the live line is broken. */
  read: () => Promise<Entity>;
  ended: (entity: Entity) => boolean;
  changed: (entity: Entity) => void;
}

/**
 * Follows one entity until it has ended, over the style's live line. While that line is broken it reads once a second.
 * Older states than the one known are dropped.
 */
export async function follow<Entity extends { rev: number }>(
  client: Client,
  styleId: string,
  { pick, read, ended, changed }: Following<Entity>,
): Promise<Entity> {
  const over = new AbortController();
  let known: Entity | undefined;
  const learn = (entity: Entity) => {
    if (over.signal.aborted || (known && entity.rev < known.rev)) return;
    known = entity;
    changed(entity);
    if (ended(entity)) over.abort();
  };
  while (!over.signal.aborted) {
    await listen(client, styleId, (frame) => pick(frame).forEach(learn), over.signal);
    if (over.signal.aborted) break;
    learn(await read());
    if (!over.signal.aborted) await sleep(PAUSE_MS);
  }
  if (known === undefined) throw new Error("followed nothing");
  return known;
}
