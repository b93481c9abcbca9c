import { expect, it } from "vitest";
import { isTerminal } from "#replicate/wire";

it.each(["succeeded", "failed", "canceled", "aborted"])("%s ends a run", (status) => {
  expect(isTerminal(status)).toBe(true);
});

it.each(["starting", "processing", "cancelled", ""])("%s does not end a run", (status) => {
  expect(isTerminal(status)).toBe(false);
});
