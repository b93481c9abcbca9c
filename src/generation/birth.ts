import { eq } from "drizzle-orm";
import type { Generation } from "../contract/generation.ts";
import type { Ctx } from "../http/ctx.ts";
import { trainings } from "../training/table.ts";
import type { GenerationCopy, Painting } from "./machine.ts";

/** Shows a row to its room; the room takes it once. */
export async function introduce(ctx: Ctx, copy: GenerationCopy, painting: Painting): Promise<Generation | null> {
  const event = { type: "requested", copy, painting } as const;
  const { frame } = await ctx.rooms(copy.roomId).apply(copy.id, { kind: "generation", event });
  return frame?.type === "generation" ? frame.generation : null;
}

/** Introduces a row found in D1, with the version it was asked of. */
export async function reintroduce(ctx: Ctx, copy: GenerationCopy): Promise<Generation | null> {
  const [training] = await ctx.db
    .select({ version: trainings.remoteVersion, triggerWord: trainings.triggerWord })
    .from(trainings)
    .where(eq(trainings.id, copy.trainingId));
  return introduce(ctx, copy, { version: training?.version ?? "", triggerWord: training?.triggerWord ?? "" });
}
