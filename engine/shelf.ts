import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * Records in memory, each mirrored to one JSON file. A file is replaced whole, so a crash leaves the old or the new record;
 * writes of one record go in order, and a burst of them writes only the first and the last.
 */
export class Shelf<Item extends { id: string }> {
  readonly #items = new Map<string, Item>();
  readonly #writing = new Map<string, Promise<void>>();
  readonly #waiting = new Map<string, Promise<void>>();

  private constructor(readonly folder: string) {}

  /** A file that cannot be read is set aside as `.broken`, so that one lost record does not take the others with it. */
  static async open<Item extends { id: string }>(folder: string): Promise<Shelf<Item>> {
    const shelf = new Shelf<Item>(folder);
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(folder)) {
      if (name.endsWith(".json.new")) await rm(path.join(folder, name), { force: true });
      if (!name.endsWith(".json")) continue;
      const file = path.join(folder, name);
      const item = readItem<Item>(await readFile(file, "utf8"));
      if (item) shelf.#items.set(item.id, item);
      else await rename(file, `${file}.broken`);
    }
    return shelf;
  }

  get(id: string): Item | undefined {
    return this.#items.get(id);
  }

  all(): Item[] {
    return [...this.#items.values()];
  }

  /** Changes the record in memory alone, for what may be lost in a crash. */
  hold(item: Item): void {
    this.#items.set(item.id, item);
  }

  /** Resolves once the record is on disk. */
  put(item: Item): Promise<void> {
    this.#items.set(item.id, item);
    return this.#write(item.id);
  }

  remove(id: string): Promise<void> {
    this.#items.delete(id);
    return this.#write(id);
  }

  async flush(): Promise<void> {
    await Promise.all([...this.#writing.values(), ...this.#waiting.values()]);
  }

  #write(id: string): Promise<void> {
    const waiting = this.#waiting.get(id);
    if (waiting) return waiting;
    const current = this.#writing.get(id);
    if (!current) return this.#begin(id);
    const next = current
      .catch(() => {})
      .then(() => {
        this.#waiting.delete(id);
        return this.#begin(id);
      });
    this.#waiting.set(id, next);
    return next;
  }

  #begin(id: string): Promise<void> {
    const writing = this.#mirror(id).finally(() => this.#writing.delete(id));
    this.#writing.set(id, writing);
    return writing;
  }

  async #mirror(id: string): Promise<void> {
    const file = path.join(this.folder, `${encodeURIComponent(id)}.json`);
    const item = this.#items.get(id);
    if (!item) return rm(file, { force: true });
    await writeFile(`${file}.new`, JSON.stringify(item));
    await rename(`${file}.new`, file);
  }
}

function readItem<Item extends { id: string }>(text: string): Item | undefined {
  try {
    const item: Item | null = JSON.parse(text);
    return typeof item?.id === "string" ? item : undefined;
  } catch {
    return undefined;
  }
}
