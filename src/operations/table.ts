import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Messages that failed to the end. No foreign key: a letter outlives its job. */
export const deadLetters = sqliteTable(
  "dead_letters",
  {
    jobId: text("job_id").primaryKey(),
    kind: text({ enum: ["training", "generation"] }).notNull(),
    roomId: text("room_id").notNull(),
    buriedAt: integer("buried_at").notNull(),
    /** When an operator last had its room look again. */
    triedAt: integer("tried_at"),
  },
  (table) => [index("dead_letters_age").on(table.buriedAt)],
);
