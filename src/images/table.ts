import { asc, sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { styles } from "../styles/table.ts";

/**
 * A row is born by presign as a reserved place (only while the style has fewer than 40, in one INSERT … SELECT),
 * filled by the PUT and made visible by confirm.
 */
export const images = sqliteTable(
  "images",
  {
    id: text().primaryKey(),
    styleId: text("style_id")
      .notNull()
      .references(() => styles.id, { onDelete: "cascade" }),
    filename: text().notNull(),
    /** `reserved` → `uploaded` (bytes are in R2) → `confirmed`. */
    state: text({ enum: ["reserved", "uploaded", "confirmed"] }).notNull(),
    mimeType: text("mime_type", { enum: ["image/jpeg", "image/png", "image/webp"] }),
    width: integer(),
    height: integer(),
    sizeBytes: integer("size_bytes"),
    /** CRC-32 of the stored bytes, as an unsigned integer: the training set's ZIP needs it in its headers. */
    crc32: integer(),
    /**
     * Which PUT the stored bytes came by; part of both R2 keys, so that two PUTs by one URL never mix. In a reserved place
     * the only PUT that has begun, or the word that there were several, whose leavings the one that is kept must erase.
     */
    attempt: text(),
    caption: text(),
    /** Where it hangs among the style's pictures, from 0; ties hang by age. */
    position: integer().notNull().default(0),
    /** When an unfilled place is free again; after the PUT, when an unconfirmed picture is dust. */
    reservedUntil: integer("reserved_until").notNull(),
    createdAt: integer("created_at").notNull(),
    rev: integer().notNull().default(1),
  },
  (table) => [
    index("images_style").on(table.styleId, table.position, table.createdAt),
    index("images_reserved").on(table.reservedUntil).where(sql`state <> 'confirmed'`),
  ],
);

/** As the artist hung them; the training set keeps its names by this order. */
export const asHung = [asc(images.position), asc(images.createdAt), asc(images.id)];
/** A picture to begin from, private like an original; its bytes are in R2 before its row. Swept a day later unless a generation began from it. */
export const inputs = sqliteTable(
  "inputs",
  {
    id: text().primaryKey(),
    styleId: text("style_id")
      .notNull()
      .references(() => styles.id, { onDelete: "cascade" }),
    /** The whole R2 key. */
    key: text(),
    width: integer(),
    height: integer(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [index("inputs_style").on(table.styleId), index("inputs_expiry").on(table.expiresAt)],
);
