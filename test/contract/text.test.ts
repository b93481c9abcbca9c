import { describe, expect, it } from "vitest";
import { line, prose } from "../../src/contract/text.ts";

describe("line", () => {
  it.each([
    ["  Salt & Indigo ", "Salt & Indigo"],
    ["e\u0301tude", "\u00e9tude"],
    ["🎨".repeat(50), "🎨".repeat(50)],
  ])("keeps %j", (given, kept) => expect(line(1, 100).safeParse(given)).toEqual({ success: true, data: kept }));

  it.each(["", "   ", "a\nb", "a\u0000b", "a\u2028b", "x".repeat(101), 7, null])("refuses %j", (given) =>
    expect(line(1, 100).safeParse(given).success).toBe(false));
});

describe("prose", () => {
  it("keeps line breaks, as \\n", () => expect(prose(0, 50).parse("a\r\nb\rc")).toBe("a\nb\nc"));
  it.each(["a\tb", "a\u0000b", "a\u009fb", "x".repeat(51)])("refuses %j", (given) =>
    expect(prose(0, 50).safeParse(given).success).toBe(false));
});
