import { eq } from "drizzle-orm";
import type { Generation } from "../contract/generation.ts";
import type { Ctx } from "../http/ctx.ts";
import { finishRemoval, noteRemoval } from "../styles/removals.ts";
import { reintroduce } from "./birth.ts";
import { generationEntity } from "./entity.ts";
import { type GenerationCopy, prefixOf } from "./machine.ts";
import { generations } from "./table.ts";

const isOver = ({ status }: GenerationCopy) => status !== "PENDING" && status !== "PROCESSING";

/** Cancels and gives the credit back; one that ended stays as it ended. */
export async function cancelGeneration(ctx: Ctx, row: GenerationCopy): Promise<Generation> {
  const copy = generationEntity(ctx.settings, row, ctx.now());
  if (isOver(row)) return copy;
  if (row.rev === 0) await reintroduce(ctx, row);
  const event = { type: "cancel-requested" } as const;
  const { frame } = await ctx.rooms(row.roomId).apply(row.id, { kind: "generation", event });
  return frame?.type === "generation" ? frame.generation : copy;
}

/** Removes a picture, running or not: the room cancels and refunds what runs, then the row goes, then the files. */
export async function removeGeneration(ctx: Ctx, row: GenerationCopy): Promise<void> {
  const { id, userId, styleId } = row;
  const removal = { id, userId, styleId, prefixes: [prefixOf(row)] };
  await noteRemoval(ctx, removal);
  if (row.rev === 0) await reintroduce(ctx, row);
  await ctx.rooms(row.roomId).apply(id, { kind: "generation", event: { type: "removed" } });
  await ctx.db.delete(generations).where(eq(generations.id, id));
  await finishRemoval(ctx, removal);
}
