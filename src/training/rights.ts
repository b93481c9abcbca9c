import { RIGHTS_VERSION } from "../contract/rights.ts";
import type { TrainInput } from "../contract/training.ts";
import type { Statement } from "../db/client.ts";
import type { UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { rightsStatements, type trainings } from "./table.ts";

/**
 * The row that says with what right a training uses its pictures; it is born in the training's own batch, so that none is
 * without. The page says which text it showed; a program that says nothing speaks under the terms, of which the text is a
 * part. Throws RIGHTS_NOT_STATED when the statement is denied, or was made of an older text.
 */
export function stateRights(
  ctx: UserCtx,
  said: TrainInput["rightsStatement"],
  {
    id,
    styleId,
    userId,
    set,
    createdAt,
  }: Pick<typeof trainings.$inferSelect, "id" | "styleId" | "userId" | "set" | "createdAt">,
): Statement {
  if (said && !said.accepted) {
    throw new AppError(
      "RIGHTS_NOT_STATED",
      "A style is trained only on pictures its artist has the right to train on.",
    );
  }
  if (said && said.version !== RIGHTS_VERSION) {
    throw new AppError("RIGHTS_NOT_STATED", "The words about your rights have changed. Reload the page and read them.");
  }
  return ctx.db.insert(rightsStatements).values({
    trainingId: id,
    userId,
    styleId,
    version: RIGHTS_VERSION,
    by: said ? "page" : "terms",
    files: set.map(({ imageId, sizeBytes, crc32 }) => ({ imageId, sizeBytes, crc32 })),
    statedAt: createdAt,
  });
}
