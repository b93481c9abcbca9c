import { and, desc, eq, lt, or } from "drizzle-orm";
import type { Generation, GenerationList, GenerationStatus } from "../contract/generation.ts";
import type { Ctx, UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { describe, log } from "../http/log.ts";
import { generationEntity } from "./entity.ts";
import type { GenerationCopy } from "./machine.ts";
import { generations } from "./table.ts";

const DEFAULT_LIMIT = 30;

export interface ListQuery {
  styleId?: string | undefined;
  status?: GenerationStatus | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

interface Place {
  createdAt: number;
  id: string;
}

/** A place in the list, opaque to the page. */
export const cursorOf = ({ createdAt, id }: Place): string => `${createdAt.toString(36)}-${id}`;

/** Throws INVALID_INPUT for what {@link cursorOf} did not make. */
export function placeOf(cursor: string): Place {
  const [, time = "", id = ""] = /^([0-9a-z]{1,11})-([0-9a-z]{1,64})$/.exec(cursor) ?? [];
  if (!id) {
    const fields = { cursor: "Use the nextCursor of the page before." };
    throw new AppError("INVALID_INPUT", "This is not a place in the list. Use the nextCursor of the page before.", {
      fields,
    });
  }
  return { createdAt: Number.parseInt(time, 36), id };
}

const isAfter = ({ createdAt, id }: Place) =>
  or(lt(generations.createdAt, createdAt), and(eq(generations.createdAt, createdAt), lt(generations.id, id)));

/** The artist's pictures, newest first, a page at a time. */
export async function listGenerations(ctx: UserCtx, query: ListQuery): Promise<GenerationList> {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const after = query.cursor === undefined ? null : placeOf(query.cursor);
  const rows = await ctx.db
    .select()
    .from(generations)
    .where(
      and(
        eq(generations.userId, ctx.user.id),
        query.styleId === undefined ? undefined : eq(generations.styleId, query.styleId),
        query.status === undefined ? undefined : eq(generations.status, query.status),
        after ? isAfter(after) : undefined,
      ),
    )
    .orderBy(desc(generations.createdAt), desc(generations.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    generations: await asTheyStand(ctx, page),
    nextCursor: rows.length > limit && last ? cursorOf(last) : null,
  };
}

const isInFlight = ({ status }: GenerationCopy) => status === "PENDING" || status === "PROCESSING";

/** Rows as their rooms know them: those in flight are asked for, and the higher rev wins. */
export async function asTheyStand(ctx: Ctx, rows: GenerationCopy[]): Promise<Generation[]> {
  const asked = rows.filter(isInFlight);
  const answers = await Promise.all(
    [...new Set(asked.map(({ roomId }) => roomId))].map(async (room) => {
      const ids = asked.filter(({ roomId }) => roomId === room).map(({ id }) => id);
      try {
        return (await ctx.rooms(room).live(ids)).generations;
      } catch (error) {
        // The rows alone are true, if a little old.
        log("warn", "room.silent", { requestId: ctx.requestId, roomId: room, reason: describe(error) });
        return [];
      }
    }),
  );
  const live = new Map(answers.flat().map((one) => [one.id, one]));
  return rows.map((row) => {
    const copy = generationEntity(ctx.settings, row, ctx.now());
    const known = live.get(row.id);
    return known && known.rev >= copy.rev ? known : copy;
  });
}
