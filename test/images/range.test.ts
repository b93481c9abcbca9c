import { expect, it } from "vitest";
import { rangeOf } from "../../src/images/range.ts";

it.each([
  [undefined, null],
  ["bytes=0-9", { offset: 0, length: 10 }],
  ["bytes=90-", { offset: 90, length: 10 }],
  ["bytes=90-500", { offset: 90, length: 10 }],
  ["bytes=-10", { offset: 90, length: 10 }],
  ["bytes=-500", { offset: 0, length: 100 }],
  ["bytes=99-99", { offset: 99, length: 1 }],
  ["bytes=100-", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=9-3", null],
  ["bytes=-", null],
  ["bytes=0-1,3-4", null],
  ["items=0-1", null],
])("%j of 100 bytes", (header, range) => expect(rangeOf(header, 100)).toEqual(range));
