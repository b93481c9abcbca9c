import * as fc from "fast-check";

/** What may happen to an account's credits; jobs, months and payments are numbered. */
export type Act =
  | { act: "born"; job: number; amount: number }
  | { act: "settled"; job: number; how: "capture" | "release" }
  | { act: "month"; month: number; plan: "BASIC" | "PRO"; amount: number; left: number }
  | { act: "bought"; payment: number; amount: number }
  | { act: "paid-back"; payment: number; cents: number; amount: number; dispute: number }
  | { act: "won"; payment: number; dispute: number; amount: number }
  | { act: "month-back"; month: number; plan: "BASIC" | "PRO"; quarters: number; dispute: number }
  | { act: "month-won"; month: number; plan: "BASIC" | "PRO"; quarters: number; dispute: number };

/** Parts a month is divided in. */
export const MONTH = 10;

const few = fc.nat({ max: 5 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant("born" as const), job: few, amount: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant("settled" as const),
      job: few,
      how: fc.constantFrom("capture" as const, "release" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        month: fc.nat({ max: 2 }),
        plan: fc.constantFrom("BASIC" as const, "PRO" as const),
        left: fc.nat({ max: MONTH }),
      })
      .map((one) => ({ act: "month" as const, amount: one.plan === "PRO" ? 8 : 3, ...one })),
  },
  {
    weight: 2,
    arbitrary: fc.nat({ max: 2 }).map((payment) => ({ act: "bought" as const, payment, amount: 4 + payment })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        payment: fc.nat({ max: 2 }),
        quarters: fc.integer({ min: 1, max: 4 }),
        // Far more numbers than are ever won: most are plain refunds.
        dispute: fc.nat({ max: 5 }),
      })
      .map(({ payment, quarters, dispute }) => ({
        dispute,
        act: "paid-back" as const,
        payment,
        cents: quarters * 100,
        amount: Math.floor(((4 + payment) * quarters) / 4),
      })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ payment: fc.nat({ max: 2 }), dispute: fc.nat({ max: 2 }), left: fc.nat({ max: 2 }) })
      .map(({ left, ...one }) => ({ act: "won" as const, ...one, amount: left })),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constantFrom("month-back" as const, "month-back" as const, "month-won" as const),
      month: fc.nat({ max: 2 }),
      plan: fc.constantFrom("BASIC" as const, "PRO" as const),
      quarters: fc.integer({ min: 1, max: 4 }),
      dispute: fc.nat({ max: 3 }),
    }),
  },
);

/**
 * Everything in any order, anything told several times, and at any place a crash: what followed the last commit is then
 * done again from its beginning.
 */
export const story = (longest: number): fc.Arbitrary<Act[]> =>
  fc.array(fc.tuple(act, fc.boolean(), fc.nat({ max: 6 })), { maxLength: longest }).map((steps) =>
    steps.flatMap(([one, crashed, back], at) => {
      const redone = crashed ? steps.slice(Math.max(0, at - back), at).map(([again]) => again) : [];
      return [one, ...redone];
    }),
  );

export interface Row {
  kind: "hold" | "capture" | "release" | "grant" | "purchase" | "refund";
  amount: number;
  job: number | null;
  source: string | null;
}

/** The books as they ought to be kept: one balance, one list, and each act whole or not at all. */
export class Books {
  balance = 0;
  readonly rows: Row[] = [];

  #write(row: Row): boolean {
    if (this.balance + row.amount < 0) return false;
    this.rows.push(row);
    this.balance += row.amount;
    return true;
  }

  #sum(prefix: string): number {
    return this.rows.filter(({ source }) => source?.startsWith(prefix)).reduce((sum, { amount }) => sum + amount, 0);
  }

  #part(month: string, quarters: number): number {
    const granted = this.rows.find(({ source }) => source === month)?.amount ?? 0;
    return Math.floor((granted * quarters) / 4);
  }

  #once(kind: Row["kind"], source: string, amount: number): boolean {
    if (this.rows.some((row) => row.source === source)) return true;
    return this.#write({ kind, amount, job: null, source });
  }

  /** What is left of one month: months are spent before anything else, the oldest first. */
  #leftOf(month: string): number {
    const monthOf = (source: string | null) => /^(?:refund:)?(month:\d+:[A-Z]+)/.exec(source ?? "")?.[1];
    const undone = (job: number | null) => this.rows.some((row) => row.job === job && row.kind === "release");
    let left = 0;
    for (const { source, kind, amount, job } of this.rows) {
      if (monthOf(source)) left += amount;
      else if (kind === "hold" && !undone(job)) left = Math.max(0, left + amount);
    }
    const months = this.rows.map(({ source }) => source).filter((source) => source?.startsWith("month:"));
    const later = months.slice(months.indexOf(month) + 1);
    for (const { source, amount } of this.rows) if (later.includes(monthOf(source) ?? "")) left -= amount;
    return Math.max(0, left);
  }

  /** @returns whether it was not refused; what changes nothing because it was told before is no refusal. */
  do(one: Act): boolean {
    const of = (kinds: Row["kind"][]) =>
      this.rows.find((row) => "job" in one && row.job === one.job && kinds.includes(row.kind));
    switch (one.act) {
      case "born":
        return !of(["hold"]) && this.#write({ kind: "hold", amount: -one.amount, job: one.job, source: null });
      case "settled": {
        if (of(["capture", "release"])) return false;
        const back = one.how === "release" ? 0 - (of(["hold"])?.amount ?? 0) : 0;
        return this.#write({ kind: one.how, amount: back, job: one.job, source: null });
      }
      case "month": {
        const prefix = `month:${one.month}:`;
        const known = this.#sum(prefix);
        const owed = known === 0 ? one.amount : Math.ceil((Math.max(0, one.amount - known) * one.left) / MONTH);
        return this.#once("grant", prefix + one.plan, owed);
      }
      case "bought":
        return this.#once("purchase", `purchase:${one.payment}`, one.amount);
      case "paid-back": {
        const prefix = `refund:${one.payment}:`;
        const won = this.rows.some(({ source }) => source === `${prefix}won:${one.dispute}`);
        const due = won ? 0 : Math.max(0, one.amount + this.#sum(prefix));
        return this.#once("refund", prefix + one.cents, 0 - Math.min(due, this.balance));
      }
      case "won": {
        const prefix = `refund:${one.payment}:`;
        const back = Math.max(0, 0 - this.#sum(prefix) - one.amount);
        return this.#once("grant", `${prefix}won:${one.dispute}`, back);
      }
      case "month-back": {
        const month = `month:${one.month}:${one.plan}`;
        const prefix = `refund:${month}:pi:`;
        const won = this.rows.some(({ source }) => source === `${prefix}won:${one.dispute}`);
        const due = won ? 0 : Math.max(0, this.#part(month, one.quarters) + this.#sum(prefix));
        return this.#once("refund", prefix + one.quarters, 0 - Math.min(due, this.balance, this.#leftOf(month)));
      }
      case "month-won": {
        const month = `month:${one.month}:${one.plan}`;
        const prefix = `refund:${month}:pi:`;
        const back = Math.max(0, 0 - this.#sum(prefix) - this.#part(month, one.quarters));
        return this.#once("grant", `${prefix}won:${one.dispute}`, back);
      }
    }
  }
}

/** Every law of the ledger that these rows break, in words. */
export function broken(balance: number, rows: readonly Row[]): string[] {
  const wrongs: string[] = [];
  const sum = rows.reduce((total, { amount }) => total + amount, 0);
  if (sum !== balance) wrongs.push(`the rows sum to ${sum}, the balance is ${balance}`);
  if (balance < 0) wrongs.push(`the balance is ${balance}`);
  const twice = (name: string, keys: (string | number | null)[]) => {
    const told = keys.filter((key) => key !== null);
    if (new Set(told).size < told.length) wrongs.push(`${name} twice`);
  };
  const jobsOf = (...kinds: Row["kind"][]) => rows.filter(({ kind }) => kinds.includes(kind)).map(({ job }) => job);
  twice("held", jobsOf("hold"));
  twice("settled", jobsOf("capture", "release"));
  twice(
    "told",
    rows.map(({ source }) => source),
  );
  for (const { job, amount } of rows.filter(({ kind }) => kind === "release")) {
    const held = rows.find((row) => row.kind === "hold" && row.job === job)?.amount ?? 0;
    if (amount !== 0 && amount !== -held) wrongs.push(`job ${job} held ${-held} and got ${amount} back`);
  }
  for (const month of [0, 1, 2]) {
    const granted = rows.filter(({ source }) => source?.startsWith(`month:${month}:`));
    if (granted.reduce((total, { amount }) => total + amount, 0) > 8) wrongs.push(`month ${month} gave more than PRO`);
  }
  for (const { source, amount } of rows.filter(({ source }) => source?.startsWith("month:"))) {
    const back = rows.filter((row) => row.source?.startsWith(`refund:${source}:`));
    const taken = back.reduce((total, { amount: one }) => total - one, 0);
    if (taken < 0 || taken > amount) wrongs.push(`${source} granted ${amount}, and ${taken} of it went back`);
  }
  for (const payment of [0, 1, 2]) {
    const back = rows.filter(({ source }) => source?.startsWith(`refund:${payment}:`));
    const taken = back.reduce((total, { amount }) => total - amount, 0);
    if (taken < 0 || taken > 4 + payment) wrongs.push(`payment ${payment} was paid back ${taken}`);
  }
  return wrongs;
}
