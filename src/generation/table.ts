import { sql } from "drizzle-orm";
import { index, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { styles } from "../styles/table.ts";
import { trainings } from "../training/table.ts";

/** The reading copy; the room in `roomId` alone changes it after birth (`rev` only goes up). */
export const generations = sqliteTable(
  "generations",
  {
    id: text().primaryKey(),
    userId: text("user_id").notNull(),
    styleId: text("style_id")
      .notNull()
      .references(() => styles.id, { onDelete: "cascade" }),
    roomId: text("room_id").notNull(),
    trainingId: text("training_id").notNull(),
    status: text({ enum: ["PENDING", "PROCESSING", "COMPLETED", "FAILED", "CANCELED"] }).notNull(),
    rev: integer().notNull().default(0),
    prompt: text().notNull(),
    negativePrompt: text("negative_prompt"),
    width: integer().notNull(),
    height: integer().notNull(),
    steps: integer().notNull(),
    guidance: real().notNull(),
    strength: real().notNull(),
    seed: integer().notNull(),
    remoteId: text("remote_id"),
    outputKey: text("output_key"),
    thumbnailKey: text("thumbnail_key"),
    errorMessage: text("error_message"),
    /** A proof costs nothing, is painted after everything else and stays out of lists. */
    purpose: text({ enum: ["PICTURE", "PROOF"] })
      .notNull()
      .default("PICTURE"),
    /** In R2: the picture this one begins from, if any. */
    startKey: text("start_key"),
    /** 0 keeps that picture, 1 forgets it. */
    promptStrength: real("prompt_strength"),
    createdAt: integer("created_at").notNull(),
    startedAt: integer("started_at"),
    completedAt: integer("completed_at"),
    deadlineAt: integer("deadline_at").notNull(),
  },
  (table) => [
    index("generations_user").on(table.userId, table.createdAt, table.id),
    index("generations_user_status").on(table.userId, table.status, table.createdAt, table.id),
    index("generations_user_seed").on(table.userId, table.seed, table.createdAt, table.id),
    index("generations_user_prompt").on(table.userId, table.prompt, table.createdAt, table.id),
    index("generations_style").on(table.styleId, table.createdAt, table.id),
    index("generations_proofs").on(table.styleId, table.createdAt, table.id).where(sql`purpose = 'PROOF'`),
    index("generations_user_proofs").on(table.userId, table.createdAt, table.id).where(sql`purpose = 'PROOF'`),
    index("generations_start").on(table.startKey).where(sql`start_key IS NOT NULL`),
    index("generations_failed").on(table.completedAt).where(sql`status = 'FAILED'`),
    index("generations_delivered").on(table.completedAt).where(sql`status = 'COMPLETED' AND purpose = 'PICTURE'`),
    index("generations_in_flight").on(table.deadlineAt).where(sql`status IN ('PENDING', 'PROCESSING')`),
    index("generations_unborn").on(table.createdAt).where(sql`rev = 0`),
  ],
);

/** What is known of a picture's stored file; written by the job that keeps it. */
export const keptPictures = sqliteTable("kept_pictures", {
  generationId: text("generation_id")
    .primaryKey()
    .references(() => generations.id, { onDelete: "cascade" }),
  sizeBytes: integer("size_bytes").notNull(),
  /** CRC-32 as an unsigned integer: a ZIP needs it before the bytes. */
  crc32: integer().notNull(),
  /** A WebP of a few pixels in base64, shown blurred until the picture is here. */
  preview: text(),
});

/**
 * Numbers prompts in the order of their birth for the full-text index `generation_prompts`, which the migration makes
 * and triggers keep: a text id cannot be its row id.
 */
export const generationWords = sqliteTable("generation_words", {
  number: integer().primaryKey(),
  generationId: text("generation_id")
    .notNull()
    .unique()
    .references(() => generations.id, { onDelete: "cascade" }),
});
/** One row of a sheet: the same sentence and seed at every strength. */
export interface ProofRow {
  prompt: string;
  seed: number;
}

/** The free proofs of one trained version. The first sheet of a style sets the rows of all that follow, so that versions compare. */
export const proofSheets = sqliteTable(
  "proof_sheets",
  {
    trainingId: text("training_id")
      .primaryKey()
      .references(() => trainings.id, { onDelete: "cascade" }),
    styleId: text("style_id")
      .notNull()
      .references(() => styles.id, { onDelete: "cascade" }),
    rows: text({ mode: "json" }).$type<ProofRow[]>().notNull(),
    strengths: text({ mode: "json" }).$type<number[]>().notNull(),
    /** How often proofs were ordered; each order makes what is missing. */
    rounds: integer().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("proof_sheets_style").on(table.styleId, table.createdAt)],
);
