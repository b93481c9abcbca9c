import { expect, it } from "vitest";
import { nameOf } from "../../web/ui/keys.ts";

const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey", boolean>> = {}) =>
  nameOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

it("names keys as the sheet writes them, on every keyboard", () => {
  expect(press("g")).toBe("G");
  expect(press("?")).toBe("?");
  expect(press("k", { ctrlKey: true })).toBe("Ctrl+K");
  expect(press("k", { metaKey: true })).toBe("Ctrl+K");
  expect(press("ArrowLeft")).toBe("ArrowLeft");
  expect(press("n", { altKey: true })).toBe("Alt+N");
});
