import { beforeAll, expect, it } from "vitest";
import { accuracy, faults, precision, type Row, recall, table } from "./known-faults.ts";

let rows: Row[] = [];
beforeAll(async () => {
  rows = await accuracy(3, 512);
  console.log(table(rows));
}, 600_000);

const row = (name: string): Row => {
  const found = rows.find((one) => one.name === name);
  if (!found) throw new Error(`nothing was measured of "${name}"`);
  return found;
};

it.each(faults.map(({ name }) => name))("finds a picture that is %s, and accuses few others of it", (name) => {
  expect(recall(row(name)), "recall").toBeGreaterThanOrEqual(0.9);
  expect(precision(row(name)), "precision").toBeGreaterThanOrEqual(0.9);
});
