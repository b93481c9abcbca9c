import { addMovements, addPictures, type Database, emptyDatabase, sizeOf } from "./database.ts";

const SIZES = [1_000, 10_000, 100_000];
const TURNS = 60;

const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

/** The pages an artist turns most, as the Worker asks for them. */
const pages: Record<string, (user: string) => { text: string; values: unknown[] }> = {
  "newest 31 pictures": (user) => ({
    text: "SELECT * FROM generations WHERE user_id = ? ORDER BY created_at DESC, id DESC LIMIT 31",
    values: [user],
  }),
  "31 from the middle": (user) => ({
    text: "SELECT * FROM generations WHERE user_id = ? AND created_at < ? ORDER BY created_at DESC, id DESC LIMIT 31",
    values: [user, 1_790_000_000_500],
  }),
};

async function latency(database: Database, { text, values }: { text: string; values: unknown[] }): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const begun = performance.now();
    await database
      .prepare(text)
      .bind(...values)
      .all();
    times.push(performance.now() - begun);
  }
  return median(times);
}

/** Bytes a picture takes in D1 with its indexes, its words and its two ledger rows; and whether lists stay as quick among many. */
export async function benchRows(): Promise<void> {
  const { database, runtime } = await emptyDatabase();
  const empty = await sizeOf(database);
  await addPictures(database, "size", 100_000);
  const pictures = await sizeOf(database);
  await addMovements(database, "size", 100_000);
  const all = await sizeOf(database);
  const per = (bytes: number) => `${Math.round(bytes / 100_000)} bytes`;
  console.log(`| a picture's row, indexes and words in D1 | ${per(pictures - empty)} |`);
  console.log(`| its two ledger rows | ${per(all - pictures)} |`);
  console.log(`| pictures in a database of 10 GB | ${((10e9 / (all - empty)) * 0.1).toFixed(1)} million |`);
  await runtime.dispose();

  const figures: Record<string, number[]> = {};
  for (const size of SIZES) {
    const { database, runtime } = await emptyDatabase();
    await addPictures(database, "list", size);
    await latency(database, pages["newest 31 pictures"]!("list"));
    for (const [name, page] of Object.entries(pages)) {
      figures[name] = [...(figures[name] ?? []), await latency(database, page("list"))];
    }
    await runtime.dispose();
  }
  for (const [name, [first = 1, ...rest]] of Object.entries(figures)) {
    const ratios = rest.map((ms, at) => `${(ms / first).toFixed(2)} × at ${SIZES[at + 1]?.toLocaleString("en")}`);
    console.log(`| ${name}, against ${SIZES[0]} rows | ${ratios.join(", ")} |`);
  }
}
