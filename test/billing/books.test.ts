import * as fc from "fast-check";
import { expect, it } from "vitest";
import { Books, broken, story } from "./books.ts";

it("keeps every law of the ledger after each act of thousands of stories", () => {
  fc.assert(
    fc.property(story(40), (acts) => {
      const books = new Books();
      for (const act of acts) {
        books.do(act);
        expect(broken(books.balance, books.rows)).toEqual([]);
      }
    }),
    { numRuns: 2_000 },
  );
});

it("ends with the same rows when a whole story is told again", () => {
  fc.assert(
    fc.property(story(20), (acts) => {
      const books = new Books();
      const told = acts.filter(({ act }) => act === "bought" || act === "month");
      for (const act of told) books.do(act);
      const rows = structuredClone(books.rows);
      for (const act of [...told, ...told]) books.do(act);
      expect(books.rows).toEqual(rows);
    }),
    { numRuns: 1_000 },
  );
});

it("sees a broken law: without one the test above would prove nothing", () => {
  const row = { kind: "hold", amount: -1, job: 1, source: null } as const;
  expect(broken(0, [row])).toEqual(["the rows sum to -1, the balance is 0"]);
  expect(broken(-2, [row, row])).toEqual(["the balance is -2", "held twice"]);
});
