import { and, asc, eq, sql } from "drizzle-orm";
import { PROOF_STRENGTHS } from "../../contract/proofs.ts";
import { type Db, together } from "../../db/client.ts";
import { violates } from "../../db/constraint.ts";
import type { Settings } from "../../http/settings.ts";
import { trainings } from "../../training/table.ts";
import type { GenerationCopy, Painting } from "../machine.ts";
import { generations, type ProofRow, proofSheets } from "../table.ts";
import { proofRows } from "./prompts.ts";

/** Fewer steps than a picture: a proof is looked at small. */
const STEPS = 20;
const GUIDANCE = 3;

export interface ProofOrder {
  trainingId: string;
  /** 0 makes the sheet; a later one makes what it lacks. */
  round: number;
}

export interface ProofBirth {
  copy: GenerationCopy;
  painting: Painting;
}

/** The same for every attempt, so that an order paid twice makes nothing twice. */
const proofId = ({ trainingId, round }: ProofOrder, cell: number) => `${trainingId}p${round}${cell}`;

/** Which cell of its sheet a proof is; null for any other id. */
export function cellOf(id: string, trainingId: string): number | null {
  const [, , cell] = /^(.+)p\d(\d)$/.exec(id.startsWith(`${trainingId}p`) ? id : "") ?? [];
  return cell === undefined ? null : Number(cell);
}

/**
 * Writes the sheet and its proofs' rows in one batch, without any hold, and answers those no room was told of. The sheet
 * counts its rounds, so the same order again changes nothing. Throws while the training is not written as completed.
 */
export async function orderProofs(db: Db, settings: Settings, order: ProofOrder, now: number): Promise<ProofBirth[]> {
  const side = settings.PROOF_SIDE;
  if (side === 0) return [];
  const { trainingId, round } = order;
  const ofTraining = eq(proofSheets.trainingId, trainingId);
  const [[training], [own], [first], known] = (await together(db, [
    db.select().from(trainings).where(eq(trainings.id, trainingId)),
    db.select().from(proofSheets).where(ofTraining),
    db
      .select({ rows: proofSheets.rows })
      .from(proofSheets)
      .innerJoin(trainings, and(eq(trainings.id, trainingId), eq(trainings.styleId, proofSheets.styleId)))
      .orderBy(asc(proofSheets.createdAt))
      .limit(1),
    db
      .select()
      .from(generations)
      .where(
        and(
          // Written out, not bound: only then does the partial index serve.
          sql`${generations.purpose} = 'PROOF'`,
          eq(
            generations.styleId,
            sql`(SELECT ${trainings.styleId} FROM ${trainings} WHERE ${trainings.id} = ${trainingId})`,
          ),
          eq(generations.trainingId, trainingId),
        ),
      ),
  ])) as [
    (typeof trainings.$inferSelect)[],
    (typeof proofSheets.$inferSelect)[],
    { rows: ProofRow[] }[],
    GenerationCopy[],
  ];
  if (!training) return [];
  if (training.status !== "COMPLETED") throw new Error("the training is not completed yet");
  const painting = { version: training.remoteVersion ?? "", triggerWord: training.triggerWord };
  const unborn = known.filter(({ rev, status }) => rev === 0 && status === "PENDING");
  if ((own?.rounds ?? 0) > round) return unborn.map((copy) => ({ copy, painting }));

  const rows =
    own?.rows ??
    first?.rows ??
    proofRows(
      training.set.map(({ caption }) => caption),
      training.triggerWord,
    );
  const strengths = own?.strengths ?? [...PROOF_STRENGTHS];
  const there = new Set(
    known.filter(({ status }) => status !== "FAILED" && status !== "CANCELED").map(({ id }) => cellOf(id, trainingId)),
  );
  const copies = rows.flatMap(({ prompt, seed }, row) =>
    strengths.flatMap((strength, column): GenerationCopy[] => {
      const cell = row * strengths.length + column;
      if (there.has(cell)) return [];
      const { userId, styleId } = training;
      return [
        {
          id: proofId(order, cell),
          userId,
          styleId,
          roomId: styleId,
          trainingId,
          status: "PENDING",
          rev: 0,
          prompt,
          negativePrompt: null,
          width: side,
          height: side,
          steps: STEPS,
          guidance: GUIDANCE,
          strength,
          seed,
          purpose: "PROOF",
          startKey: null,
          promptStrength: null,
          remoteId: null,
          outputKey: null,
          thumbnailKey: null,
          errorMessage: null,
          createdAt: now,
          startedAt: null,
          completedAt: null,
          deadlineAt: now + settings.PROOF_DEADLINE_MS,
        },
      ];
    }),
  );
  const sheet = { trainingId, styleId: training.styleId, rows, strengths, rounds: round + 1, createdAt: now };
  try {
    await together(db, [
      db
        .insert(proofSheets)
        .values(sheet)
        .onConflictDoUpdate({ target: proofSheets.trainingId, set: { rounds: round + 1 } }),
      ...copies.map((copy) => db.insert(generations).values(copy).onConflictDoNothing()),
    ]);
  } catch (error) {
    // The style was deleted meanwhile.
    if (violates(error, "FOREIGN KEY")) return [];
    throw error;
  }
  return [...unborn, ...copies].map((copy) => ({ copy, painting }));
}

/** Whether the artist waits for a picture or a training in any style. */
export async function waitsForPaidWork(db: Db, userId: string): Promise<boolean> {
  const [pictures, runs] = (await together(db, [
    db
      .select({ id: generations.id })
      .from(generations)
      .where(
        and(
          eq(generations.userId, userId),
          sql`${generations.status} IN ('PENDING', 'PROCESSING')`,
          eq(generations.purpose, "PICTURE"),
        ),
      )
      .limit(1),
    db
      .select({ id: trainings.id })
      .from(trainings)
      // Written out, not bound: only then does the partial index serve.
      .where(and(sql`${trainings.status} IN ('PENDING', 'QUEUED', 'PROCESSING')`, eq(trainings.userId, userId)))
      .limit(1),
  ])) as [unknown[], unknown[]];
  return pictures.length + runs.length > 0;
}
