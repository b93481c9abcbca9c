import { expect, it } from "vitest";
import { newId } from "../../src/http/ids.ts";

it("makes ids that sort by time and never meet", () => {
  const ids = [1, 31, 32, 1_024, 1_700_000_000_000, 1_700_000_000_001].map(newId);
  expect([...ids].sort()).toEqual(ids);
  expect(ids.every((id) => /^[0-9a-hjkmnp-tv-z]{26}$/.test(id))).toBe(true);
  expect(new Set(Array.from({ length: 10_000 }, () => newId(1))).size).toBe(10_000);
});
