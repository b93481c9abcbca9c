/** What one part of the attack did and found. */
export interface Findings {
  part: string;
  tried: number;
  /** Answers by status, or another measure of what came back. */
  answers: Record<string, number>;
  /** Milliseconds of the slowest answer. */
  slowestMs: number;
  /** Sentences about what should not have happened. */
  breaches: string[];
}

export class Tally implements Findings {
  tried = 0;
  answers: Record<string, number> = {};
  slowestMs = 0;
  breaches: string[] = [];
  constructor(readonly part: string) {}

  count(answer: string | number, tookMs = 0): void {
    this.tried += 1;
    this.answers[answer] = (this.answers[answer] ?? 0) + 1;
    this.slowestMs = Math.max(this.slowestMs, tookMs);
  }

  expect(holds: boolean, sentence: string): void {
    if (!holds) this.breaches.push(sentence);
  }
}

export interface Heard {
  status: number;
  text: string;
  headers: Headers;
  tookMs: number;
}

/** One request, whatever comes of it. Status 0 is no answer at all. */
export async function knock(tally: Tally, url: string, init: RequestInit = {}): Promise<Heard> {
  const begun = performance.now();
  try {
    const answer = await fetch(url, { redirect: "manual", ...init, signal: AbortSignal.timeout(30_000) });
    const text = await answer.text();
    const tookMs = performance.now() - begun;
    tally.count(answer.status, tookMs);
    return { status: answer.status, text, headers: answer.headers, tookMs };
  } catch (error) {
    const tookMs = performance.now() - begun;
    tally.count(0, tookMs);
    return { status: 0, text: String(error), headers: new Headers(), tookMs };
  }
}

/** Several at once, as many as a browser opens. */
export async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>, lanes = 8): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
    }),
  );
}

export function print(all: readonly Findings[]): void {
  console.log("\n| part | tried | answers | slowest | breaches |\n|---|---|---|---|---|");
  for (const { part, tried, answers, slowestMs, breaches } of all) {
    const list = Object.entries(answers).map(([answer, times]) => `${answer}: ${times}`);
    console.log(
      `| ${part} | ${tried} | ${list.join(", ")} | ${(slowestMs / 1_000).toFixed(2)} s | ${breaches.length} |`,
    );
  }
  for (const { part, breaches } of all)
    for (const sentence of breaches.slice(0, 20)) console.log(`- ${part}: ${sentence}`);
}
