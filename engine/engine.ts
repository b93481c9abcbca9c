import { forgetVersion } from "./catalog.ts";
import { Courier } from "./courier.ts";
import { Foreman } from "./foreman.ts";
import { type Mischief, peace } from "./mischief.ts";
import { painter } from "./paint.ts";
import { runJson } from "./run-json.ts";
import { openStore, type Store } from "./store.ts";
import type { Studio } from "./style/studio.ts";
import { trainer } from "./train.ts";

export interface EngineOptions {
  /** All state; an empty one is a fresh engine. */
  folder: string;
  studio: Studio;
  /** Public origin, without `/v1`. */
  origin: string;
  mischief?: Mischief;
  /** Milliseconds since 1970; for tests. */
  now?(): number;
  /** Seconds before each further try of a terminal webhook; for tests. */
  retries?: readonly number[];
  report?(sentence: string): void;
}

/** What the routes work with. */
export interface Engine {
  readonly origin: string;
  readonly store: Store;
  readonly foreman: Foreman;
  mischief: Mischief;
  now(): number;
  report(sentence: string): void;
  /** Sets what goes wrong from now on. */
  disturb(mischief: Mischief): void;
  /** Stops work within a second and keeps all state. */
  close(): Promise<void>;
}

/** Opens the folder and takes up what a former process left. Throws an Error with a sentence. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { origin, studio, report = () => {}, now = Date.now } = options;
  const store = await openStore(options.folder);
  const courier: Courier = new Courier({
    secret: store.secret,
    mischief: () => engine.mischief,
    find: (id) => store.runs.get(id),
    body: (run) => JSON.stringify(runJson(run, origin)),
    settled: (id) => engine.foreman.settle(id),
    now,
    ...(options.retries && { retries: options.retries }),
  });
  const jobs = { training: trainer(store, studio, now), prediction: painter(store, studio, now) };
  const engine: Engine = {
    origin,
    store,
    mischief: options.mischief ?? structuredClone(peace),
    foreman: new Foreman({ store, courier, jobs, mischief: () => engine.mischief, now, report }),
    now,
    report,
    disturb: (mischief) => {
      engine.mischief = mischief;
      courier.reseed(mischief.seed);
      engine.foreman.pump();
    },
    close: async () => {
      courier.close();
      await engine.foreman.close();
      await store.flush();
      await studio.close();
    },
  };
  courier.reseed(engine.mischief.seed);
  for (const version of store.versions.all()) if (version.leaving) await forgetVersion(store, version.id);
  engine.foreman.resume();
  return engine;
}
