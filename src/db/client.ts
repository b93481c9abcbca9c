import { fillPlaceholders, type Placeholder, type Query, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { drizzle } from "drizzle-orm/d1";

const opened = new WeakMap<D1Database, Db>();

export type Db = ReturnType<typeof drizzle>;

/** Drizzle over the D1 binding, one for all requests; features bring their own tables. */
export function open(d1: D1Database): Db {
  const known = opened.get(d1) ?? drizzle(d1);
  opened.set(d1, known);
  return known;
}

/** A statement that is not yet run: verbs hand these to each other to run in one batch. */
export type Statement = BatchItem<"sqlite">;

/**
 * Runs all of `statements` in one transaction and one round trip; one failure undoes all.
 * D1 answers a batch by column name: a join must not select two columns of the same name.
 */
export const together = (db: Db, statements: readonly Statement[]): Promise<unknown[]> =>
  statements.length === 0 ? Promise.resolve([]) : db.batch(statements as [Statement, ...Statement[]]);

/** Stands in a {@link remembered} read for what differs from request to request. */
export type Value<Name extends string> = (name: Name) => Placeholder<Name>;

interface Decoder {
  mapFromDriverValue: (value: unknown) => unknown;
}
/** A column as Drizzle keeps it beside a statement: a column itself, or an expression that knows its decoder. */
interface Field {
  path: string[];
  field: Decoder | { decoder: Decoder } | { sql: { decoder: Decoder } };
}
/** Of Drizzle's statement that is ready to run, what a batch asks of it. */
interface Prepared {
  getQuery: () => Query;
  fields?: Field[];
  customResultMapper?: (rows: unknown[][]) => unknown[];
}
interface Preparable {
  _prepare: () => Prepared;
}

function decoderOf({ field }: Field): Decoder {
  if ("mapFromDriverValue" in field) return field;
  return "decoder" in field ? field.decoder : field.sql.decoder;
}

/** Rows of a flat select. Drizzle's own mapper asks anew of each value of each row what its column is. */
function mapperOf(fields: readonly Field[]): (rows: unknown[][]) => unknown[] {
  const columns = fields.map((field) => ({ name: field.path[0]!, decoder: decoderOf(field) }));
  return (rows) =>
    rows.map((values) => {
      const row: Record<string, unknown> = {};
      columns.forEach(({ name, decoder }, at) => {
        const value = values[at];
        row[name] = value === null ? null : decoder.mapFromDriverValue(value);
      });
      return row;
    });
}

function prepare(read: Preparable): Prepared {
  const prepared = read._prepare();
  const { fields } = prepared;
  if (fields?.every(({ path }) => path.length === 1)) prepared.customResultMapper ??= mapperOf(fields);
  return prepared;
}

/**
 * A read for {@link together} whose SQL is written once for all requests: writing it takes Drizzle longer than running it
 * takes D1. `build` gets a placeholder for each value.
 */
export function remembered<Name extends string, Read extends Statement>(
  build: (db: Db, value: Value<Name>) => Read,
): (db: Db, values: Record<Name, unknown>) => Read {
  const known = new WeakMap<Db, Prepared>();
  return (db, values) => {
    const prepared = known.get(db) ?? prepare(build(db, (name) => sql.placeholder(name)) as unknown as Preparable);
    known.set(db, prepared);
    const query = prepared.getQuery();
    const filled = { ...query, params: fillPlaceholders(query.params, values) };
    return { _prepare: () => Object.create(prepared, { query: { value: filled } }) } as unknown as Read;
  };
}
