import type { Measures } from "./measure.ts";

/** Goes up when measures mean something else than before: what older code kept is then measured anew. */
const VERSION = 1;
/** Ten full styles, about 4 MB; the oldest go first. */
const MOST = 400;

const NAME = "artistcloner-readiness";
const STORE = "measures";

interface Kept {
  id: string;
  version: number;
  /** Unix milliseconds. */
  at: number;
  measures: Measures;
}

let database: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" }).createIndex("at", "at");
    request.onsuccess = () => {
      // Forgetting at sign-out must not wait for this tab.
      request.result.onversionchange = () => {
        request.result.close();
        database = undefined;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  return database;
}

async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open()).transaction(STORE, mode);
  const request = act(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** What was measured of a picture before; a picture's bytes never change under one id. A browser without room remembers nothing. */
export async function recallMeasures(id: string): Promise<Measures | undefined> {
  try {
    const kept = await run<Kept | undefined>("readonly", (store) => store.get(id));
    return kept?.version === VERSION ? kept.measures : undefined;
  } catch {
    return undefined;
  }
}

export async function keepMeasures(measures: Measures, now: number): Promise<void> {
  try {
    await run("readwrite", (store) =>
      store.put({ id: measures.id, version: VERSION, at: now, measures } satisfies Kept),
    );
    await run("readwrite", (store) => {
      const count = store.count();
      count.onsuccess = () => {
        let over = count.result - MOST;
        if (over <= 0) return;
        const oldest = store.index("at").openCursor();
        oldest.onsuccess = () => {
          if (!oldest.result || over-- <= 0) return;
          oldest.result.delete();
          oldest.result.continue();
        };
      };
      return count;
    });
  } catch {
    // A full or forbidden storage: it is measured again next time.
  }
}

/** Nothing of this artist stays in the browser. */
export function forgetMeasures(): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = () => resolve();
    request.onerror = () => resolve();
    request.onblocked = () => resolve();
  });
}
