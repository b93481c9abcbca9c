import { and, eq } from "drizzle-orm";
import type { Context } from "hono";
import type { StartFrom } from "../contract/generation.ts";
import type { UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { bodyOf } from "../http/validate.ts";
import { inputs } from "../images/table.ts";
import { generations } from "./table.ts";

/** A picture to begin from, as it lies in R2. */
export interface Start {
  key: string | null;
  width: number | null;
  height: number | null;
}

/** Pixels of a picture that begins from another: the other's own, within the model's bounds. */
const SIDE = { min: 256, max: 1_440, step: 16 };

export function sizeLike({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(Math.max(1, SIDE.min / Math.min(width, height)), SIDE.max / Math.max(width, height));
  const side = (pixels: number) => Math.max(SIDE.min, Math.floor((pixels * scale) / SIDE.step) * SIDE.step);
  return { width: side(width), height: side(height) };
}

/** Looks for what a body names as `start`, read before the body is checked; a picture of another style or artist is none. */
export async function toStart(ctx: UserCtx, styleId: string, c: Context) {
  const body = (await bodyOf(c).catch(() => null)) as { start?: { kind?: unknown; id?: unknown } | null } | null;
  const { kind, id } = (typeof body === "object" && body?.start) || {};
  const named = typeof id === "string" ? id : "";
  return {
    starts:
      kind === "picture"
        ? ctx.db
            .select({ key: generations.outputKey, width: generations.width, height: generations.height })
            .from(generations)
            .where(
              and(eq(generations.id, named), eq(generations.styleId, styleId), eq(generations.userId, ctx.user.id)),
            )
        : ctx.db
            .select({ key: inputs.key, width: inputs.width, height: inputs.height })
            .from(inputs)
            .where(and(eq(inputs.id, named), eq(inputs.styleId, styleId))),
  };
}

/** Throws NOT_FOUND when the picture to begin from is not there, or not finished. */
export function startOf(wanted: StartFrom | null | undefined, [found]: Start[]) {
  if (!wanted) return null;
  const { key, width, height } = found ?? {};
  if (!key || !width || !height) {
    throw new AppError("NOT_FOUND", "The picture to begin from is no longer here. Choose it again, or go without.");
  }
  return { key, ...sizeLike({ width, height }) };
}
