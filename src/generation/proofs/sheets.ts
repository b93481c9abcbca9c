import { and, asc, desc, eq, sql } from "drizzle-orm";
import { PROOF_ROUNDS, type ProofChoice, type ProofSheet, type ProofSheets } from "../../contract/proofs.ts";
import type { Ctx, UserCtx } from "../../http/ctx.ts";
import { AppError } from "../../http/errors.ts";
import type { StyleRow } from "../../styles/owned.ts";
import { styles } from "../../styles/table.ts";
import { trainings } from "../../training/table.ts";
import { asTheyStand, notBinned, type PictureRow, selectPictures } from "../standing.ts";
import { generations, proofSheets } from "../table.ts";
import { cellOf } from "./effects.ts";

/** Sheets shown at once; older versions are no longer compared. */
const NEWEST = 12;

interface Version {
  trainingId: string;
  completedAt: number | null;
  steps: number;
}

export interface SheetFacts {
  sheets: (typeof proofSheets.$inferSelect)[];
  versions: Version[];
  proofs: PictureRow[];
}

/** Everything of a style's sheets, newest first. */
export const toShowProofs = ({ db }: Pick<Ctx, "db">, styleId: string) => ({
  sheets: db
    .select()
    .from(proofSheets)
    .where(eq(proofSheets.styleId, styleId))
    .orderBy(desc(proofSheets.createdAt))
    .limit(NEWEST),
  versions: db
    .select({ trainingId: trainings.id, completedAt: trainings.completedAt, steps: trainings.steps })
    .from(trainings)
    .where(and(eq(trainings.styleId, styleId), eq(trainings.status, "COMPLETED")))
    .orderBy(desc(trainings.createdAt), desc(trainings.id))
    .limit(NEWEST),
  proofs: selectPictures(db)
    // Written out, not bound: only then does the partial index serve.
    .where(and(eq(generations.styleId, styleId), sql`${generations.purpose} = 'PROOF'`, notBinned))
    .orderBy(asc(generations.createdAt), asc(generations.id)),
});

/** Each cell's newest proof, row by row. */
function cellsOf({ trainingId, rows, strengths }: SheetFacts["sheets"][number], proofs: PictureRow[]) {
  const cells: (PictureRow | null)[] = Array.from({ length: rows.length * strengths.length }, () => null);
  for (const proof of proofs) {
    const cell = proof.trainingId === trainingId ? cellOf(proof.id, trainingId) : null;
    if (cell !== null && cell < cells.length) cells[cell] = proof;
  }
  return cells;
}

export async function showProofs(ctx: UserCtx, style: StyleRow, facts: SheetFacts): Promise<ProofSheets> {
  const on = ctx.settings.PROOF_SIDE > 0;
  const order = new Map(facts.versions.map(({ trainingId }, at) => [trainingId, at]));
  const sheets = facts.sheets
    .filter(({ trainingId }) => order.has(trainingId))
    .sort((a, b) => (order.get(a.trainingId) ?? 0) - (order.get(b.trainingId) ?? 0))
    .map((sheet) => ({ sheet, cells: cellsOf(sheet, facts.proofs) }));
  const shown = sheets.flatMap(({ cells }) => cells.filter((cell) => cell !== null));
  const known = new Map((await asTheyStand(ctx, shown)).map((one) => [one.id, one]));
  return {
    sheets: sheets.map(
      ({ sheet, cells }): ProofSheet => ({
        trainingId: sheet.trainingId,
        rows: sheet.rows,
        strengths: sheet.strengths,
        cells: cells.map((cell) => (cell && known.get(cell.id)) ?? null),
        left: on ? Math.max(0, PROOF_ROUNDS - sheet.rounds) : 0,
        createdAt: new Date(sheet.createdAt).toISOString(),
      }),
    ),
    versions: facts.versions.map(({ trainingId, completedAt, steps }) => ({
      trainingId,
      trainedAt: new Date(completedAt ?? 0).toISOString(),
      steps,
    })),
    on,
    strength: style.strength,
    proofId: style.proofId,
  };
}

const isMissing = (cell: PictureRow | null) => cell === null || cell.status === "FAILED" || cell.status === "CANCELED";

/**
 * Orders what a version's sheet lacks; with nothing missing it changes nothing. Throws STYLE_NOT_TRAINED, NOT_FOUND for
 * another style's version, and NO_MORE_PROOFS.
 */
export async function askForProofs(
  ctx: UserCtx,
  style: StyleRow,
  input: { trainingId?: string | undefined },
  facts: SheetFacts,
): Promise<void> {
  const [newest] = facts.versions;
  if (!newest) {
    throw new AppError("STYLE_NOT_TRAINED", "This style is not trained yet. Its proof sheet is made after training.");
  }
  const trainingId = input.trainingId ?? newest.trainingId;
  if (!facts.versions.some((version) => version.trainingId === trainingId)) {
    throw new AppError("NOT_FOUND", "There is no such version of this style.");
  }
  if (ctx.settings.PROOF_SIDE === 0) throw new AppError("NO_MORE_PROOFS", "This site makes no proof sheets.");
  const sheet = facts.sheets.find((one) => one.trainingId === trainingId);
  if (sheet && !cellsOf(sheet, facts.proofs).some(isMissing)) return;
  const round = sheet?.rounds ?? 0;
  if (round >= PROOF_ROUNDS) {
    throw new AppError(
      "NO_MORE_PROOFS",
      "The free proofs of this version are used up. Pictures you ask for show as much.",
    );
  }
  await ctx.rooms(style.id).prove(trainingId, round);
}

const proofOf = ({ db }: Pick<Ctx, "db">, styleId: string, proofId: string) =>
  db
    .select()
    .from(generations)
    .where(and(eq(generations.id, proofId), eq(generations.styleId, styleId)));

/** Makes a finished proof's strength the style's; null takes the choice back. Throws NOT_FOUND. */
export async function chooseProof(ctx: UserCtx, style: StyleRow, proofId: string | null): Promise<ProofChoice> {
  let strength: number | null = null;
  if (proofId !== null) {
    const [proof] = await proofOf(ctx, style.id, proofId);
    if (proof?.purpose !== "PROOF" || proof.status !== "COMPLETED") {
      throw new AppError("NOT_FOUND", "There is no such proof.");
    }
    strength = proof.strength;
  }
  await ctx.db.update(styles).set({ strength, proofId, updatedAt: ctx.now() }).where(eq(styles.id, style.id));
  return { strength, proofId };
}
