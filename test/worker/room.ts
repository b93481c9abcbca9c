import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { askWorker } from "./ask-worker.ts";

export const roomOf = (styleId: string) => env.ROOMS.get(env.ROOMS.idFromName(styleId));

/** Lets a room believe that time passed since everything it waits for, and rings its alarm. */
export async function rewind(styleId: string, ms = 100_000): Promise<void> {
  await runInDurableObject(roomOf(styleId), (_, { storage }) => {
    const jobs = storage.sql.exec<{ id: string; state: string }>(
      "SELECT id, state FROM jobs WHERE wake_at IS NOT NULL",
    );
    for (const { id, state } of jobs.toArray()) {
      const job = JSON.parse(state);
      job.purchase.wakeAt -= ms;
      job.copy.deadlineAt -= ms;
      storage.sql.exec("UPDATE jobs SET state = ?, wake_at = wake_at - ? WHERE id = ?", JSON.stringify(job), ms, id);
    }
  });
  await roomOf(styleId).tap();
}

/** A page's socket: what it heard, in order. */
export async function listen(styleId: string, headers: Record<string, string>) {
  const answer = await askWorker(`http://artistcloner.test/api/styles/${styleId}/live`, {
    headers: { Upgrade: "websocket", ...headers },
  });
  const socket = answer.webSocket;
  if (!socket) throw new Error(`no socket: ${answer.status}`);
  const frames: Record<string, unknown>[] = [];
  const texts: string[] = [];
  let closed: number | undefined;
  socket.addEventListener("message", ({ data }) => {
    texts.push(String(data));
    if (String(data).startsWith("{")) frames.push(JSON.parse(String(data)));
  });
  socket.addEventListener("close", ({ code }) => {
    closed = code;
  });
  socket.accept();
  return {
    frames,
    texts,
    send: (text: string) => socket.send(text),
    close: () => socket.close(),
    closedBy: () => closed,
  };
}
