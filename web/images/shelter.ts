/** One file waiting in the browser's own database, so that a reload does not lose it. */
export interface Sheltered {
  key: string;
  userId: string;
  styleId: string;
  name: string;
  size: number;
  position: number;
  /** null when the browser had no room for the bytes. */
  file: File | null;
  /** Where it was being sent to, so that a reload does not send it twice; null before that is known. */
  link: Link | null;
  /** The tab that sends it. */
  tab: string;
}

export interface Link {
  imageId: string;
  uploadUrl: string;
  /** Unix milliseconds. */
  until: number;
}

const STORE = "uploads";
const tab = crypto.randomUUID();
const lockOf = (id: string) => `artistcloner-tab-${id}`;

let database: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("artistcloner", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
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

let holding = false;
/** Held as long as this tab lives: how other tabs know that its files are being sent. */
function hold(): void {
  if (holding || !navigator.locks) return;
  holding = true;
  void navigator.locks.request(lockOf(tab), () => new Promise(() => undefined));
}

/** Keeps a file until {@link unshelter}; without room its name alone is kept. */
export async function shelter(
  entry: Pick<Sheltered, "key" | "userId" | "styleId" | "name" | "size" | "position">,
  file: File,
): Promise<void> {
  hold();
  try {
    await run("readwrite", (store) => store.put({ ...entry, file, link: null, tab }));
  } catch {
    await run("readwrite", (store) => store.put({ ...entry, file: null, link: null, tab })).catch(() => undefined);
  }
}

/** Keeps where a file is being sent to. */
export async function shelterLink(key: string, link: Link): Promise<void> {
  await run("readwrite", (store) => {
    const read: IDBRequest<Sheltered | undefined> = store.get(key);
    read.onsuccess = () => read.result && store.put({ ...read.result, link });
    return read;
  }).catch(() => undefined);
}

export async function unshelter(keys: readonly string[]): Promise<void> {
  for (const key of keys) await run("readwrite", (store) => store.delete(key)).catch(() => undefined);
}

/** Takes over the user's files whose tab is gone; a browser without locks takes none. */
export async function adopt(userId: string): Promise<Sheltered[]> {
  if (!navigator.locks) return [];
  hold();
  return navigator.locks
    .request("artistcloner-adopt", async () => {
      const { held } = await navigator.locks.query();
      const alive = new Set(held?.map(({ name }) => name));
      const all = await run<Sheltered[]>("readonly", (store) => store.getAll());
      const orphans = all.filter((entry) => entry.userId === userId && !alive.has(lockOf(entry.tab)));
      for (const orphan of orphans) await run("readwrite", (store) => store.put({ ...orphan, tab }));
      return orphans;
    })
    .catch(() => []);
}
