import type { Asked, Counts } from "../asked.ts";

export interface Counted {
  env: Env;
  counts: Counts;
  asked: Asked[];
}

/** The environment, with everything that is asked of it counted. */
export function counted(env: Env): Counted {
  const counts: Counts = { trips: 0, rowsRead: 0, rowsWritten: 0, files: 0, objects: 0, messages: 0 };
  const asked: Asked[] = [];
  const note = <R extends D1Result>(result: R): R => {
    counts.rowsRead += result.meta.rows_read;
    counts.rowsWritten += result.meta.rows_written;
    return result;
  };

  class Statement {
    constructor(
      readonly text: string,
      readonly inner: D1PreparedStatement,
      readonly values: unknown[] = [],
    ) {}
    bind(...values: unknown[]) {
      return new Statement(this.text, this.inner.bind(...values), values);
    }
    sent(): D1PreparedStatement {
      asked.push({ text: this.text, values: this.values });
      return this.inner;
    }
    async all() {
      counts.trips += 1;
      return note(await this.sent().all());
    }
    async run() {
      counts.trips += 1;
      return note(await this.sent().run());
    }
    async raw() {
      counts.trips += 1;
      // Its answer has no figures: what only reads is asked once more for them.
      if (/^\s*select/i.test(this.text)) note(await this.inner.all());
      return this.sent().raw();
    }
    async first(column: string) {
      counts.trips += 1;
      return this.sent().first(column);
    }
  }

  const DB = {
    prepare: (text: string) => new Statement(text, env.DB.prepare(text)),
    async batch(list: Statement[]) {
      counts.trips += 1;
      return (await env.DB.batch(list.map((statement) => statement.sent()))).map(note);
    },
  };

  /** Calls of any method of `target` count as `kind`. */
  const calls = <T extends object>(target: T, kind: "files" | "objects" | "messages"): T =>
    new Proxy(target, {
      get(of, name) {
        const value = Reflect.get(of, name);
        if (typeof value !== "function") return value;
        return (...input: unknown[]) => {
          counts[kind] += 1;
          return Reflect.apply(value, of, input);
        };
      },
    });
  const namespace = <T extends DurableObjectNamespace>(of: T) => ({
    idFromName: (name: string) => of.idFromName(name),
    get: (id: DurableObjectId) => calls(of.get(id), "objects"),
  });

  const own = {
    ...env,
    DB,
    FILES: calls(env.FILES, "files"),
    ROOMS: namespace(env.ROOMS),
    LIMITER: namespace(env.LIMITER),
    TRAINING_JOBS: calls(env.TRAINING_JOBS, "messages"),
    GENERATION_JOBS: calls(env.GENERATION_JOBS, "messages"),
  };
  return { env: own as unknown as Env, counts, asked };
}
