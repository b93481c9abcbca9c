import { desc, type Placeholder, sql } from "drizzle-orm";
import { index, integer, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { users } from "../accounts/table.ts";
import { resolutions } from "../contract/training.ts";
import { styles } from "../styles/table.ts";

/** The set as it was when asked for: the ZIP is made from this list, so every fetch gives the same bytes. */
export interface FrozenImage {
  imageId: string;
  type: "image/jpeg" | "image/png" | "image/webp";
  sizeBytes: number;
  crc32: number;
  caption: string;
}

/** The reading copy; StyleRoom alone changes it after birth (`rev` only goes up). A COMPLETED row is a version of the style. */
export const trainings = sqliteTable(
  "trainings",
  {
    id: text().primaryKey(),
    styleId: text("style_id")
      .notNull()
      .references(() => styles.id, { onDelete: "cascade" }),
    userId: text("user_id").notNull(),
    status: text({ enum: ["PENDING", "QUEUED", "PROCESSING", "COMPLETED", "FAILED", "CANCELED"] }).notNull(),
    stage: text(),
    rev: integer().notNull().default(0),
    steps: integer().notNull(),
    learningRate: real("learning_rate").notNull(),
    /** These three are null in rows from before they could be chosen: the trainer's own defaults. */
    loraRank: integer("lora_rank"),
    captionDropout: real("caption_dropout"),
    resolution: text({ enum: resolutions }),
    triggerWord: text("trigger_word").notNull(),
    set: text({ mode: "json" }).$type<FrozenImage[]>().notNull(),
    imageCount: integer("image_count").notNull(),
    /** Thinned loss curve, written with the terminal status. */
    loss: text({ mode: "json" }).$type<{ step: number; loss: number }[]>(),
    remoteId: text("remote_id"),
    /** `owner/name:version`, for predictions. */
    remoteVersion: text("remote_version"),
    weightsKey: text("weights_key"),
    testImageKey: text("test_image_key"),
    errorMessage: text("error_message"),
    /** What the artist calls the version; never the room's. */
    name: text(),
    createdAt: integer("created_at").notNull(),
    startedAt: integer("started_at"),
    completedAt: integer("completed_at"),
    deadlineAt: integer("deadline_at").notNull(),
  },
  (table) => [
    index("trainings_style").on(table.styleId, table.createdAt),
    index("trainings_failed").on(table.completedAt).where(sql`status = 'FAILED'`),
    index("trainings_finished").on(table.completedAt).where(sql`status = 'COMPLETED'`),
    index("trainings_unborn").on(table.createdAt).where(sql`rev = 0`),
    uniqueIndex("trainings_one_in_flight").on(table.styleId).where(sql`status IN ('PENDING', 'QUEUED', 'PROCESSING')`),
  ],
);

/** Of a style's kept versions the one the artist chose comes first, then the newest. */
export const usedFirst = (styleId: string | Placeholder) => [
  desc(sql`${trainings.id} = (SELECT used_version FROM styles WHERE id = ${styleId})`),
  desc(trainings.createdAt),
  desc(trainings.id),
];

/** That the artist has the right to train on the pictures of one training, as it was said when it was asked for. */
export const rightsStatements = sqliteTable(
  "rights_statements",
  {
    trainingId: text("training_id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    styleId: text("style_id").notNull(),
    /** Of the text that was shown. */
    version: text().notNull(),
    /** `page`: read beside the button. `terms`: a program asked, under the API's terms. */
    by: text({ enum: ["page", "terms"] }).notNull(),
    files: text({ mode: "json" }).$type<StatedFile[]>().notNull(),
    statedAt: integer("stated_at").notNull(),
  },
  (table) => [index("rights_statements_user").on(table.userId, table.styleId)],
);

/** A picture as it was when its right was stated. */
export interface StatedFile {
  imageId: string;
  sizeBytes: number;
  crc32: number;
}
