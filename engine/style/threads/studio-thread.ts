import { parentPort, workerData } from "node:worker_threads";
import { learn, type Stage } from "../learn/learn.ts";
import { Gallery } from "../paint/gallery.ts";
import { type Brief, paint } from "../paint/paint.ts";
import { Crew } from "./crew.ts";
import { reclaim } from "./reclaim.ts";

/** What the studio is asked to do. `stop` becomes 1 when nobody waits for it any more. */
export interface Commission {
  id: number;
  stop: Int32Array;
  work:
    | {
        kind: "learn";
        pictures: { name: string; bytes: Uint8Array; caption: string | null }[];
        steps: number;
        seed: number;
      }
    | ({ kind: "paint" } & Brief);
}

export type Notice = { id: number } & (
  | { kind: "stage"; stage: Stage }
  | { kind: "step"; step: number; loss: number }
  | { kind: "progress"; done: number }
  | { kind: "done"; result: unknown }
  | { kind: "failed"; message: string }
);

const crew = new Crew((workerData as { threads: number }).threads);
const gallery = new Gallery(crew);

async function perform({ id, stop, work }: Commission, tell: (notice: Notice) => void): Promise<unknown> {
  const check = () => {
    if (Atomics.load(stop, 0) !== 0) throw new Error("The work was called off.");
  };
  if (work.kind === "learn") {
    return learn(
      {
        ...work,
        job: id,
        check,
        onStep: (report) => tell({ id, kind: "step", ...report }),
        onStage: (stage) => tell({ id, kind: "stage", stage }),
      },
      crew,
    );
  }
  return paint(
    work,
    gallery,
    { job: id, stop, check, onProgress: (done) => tell({ id, kind: "progress", done }) },
    crew,
  );
}

parentPort?.on("message", async (commission: Commission) => {
  const { id } = commission;
  const tell = (notice: Notice) => parentPort?.postMessage(notice);
  try {
    tell({ id, kind: "done", result: await perform(commission, tell) });
  } catch (error) {
    tell({ id, kind: "failed", message: error instanceof Error ? error.message : String(error) });
  } finally {
    await crew.all("forget", { job: id });
    reclaim();
  }
});
