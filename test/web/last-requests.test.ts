import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { api } from "../../web/api.ts";

const sent: { url: string; keepalive: boolean | undefined }[] = [];

beforeEach(() => {
  sent.length = 0;
  vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
    sent.push({ url, keepalive: init?.keepalive });
    return Response.json({});
  });
});
afterEach(() => vi.unstubAllGlobals());

// A page shows these as done before the Worker answers: a tab closed at once must not take them along.
it("sends what is shown as done even while the page closes", async () => {
  await api.binGenerations({ ids: ["a"] });
  await api.restoreGenerations({ ids: ["a"] });
  await api.patchGeneration("a", { favourite: true }, true);
  await api.deleteGeneration("a", true);
  await api.deleteImage("s", "a", true);
  expect(sent.map(({ keepalive }) => keepalive)).toEqual([true, true, true, true, true]);
});

it("does not spend a page's few such requests on hearts that are given by the hundred", async () => {
  await api.patchGeneration("a", { favourite: true });
  expect(sent).toEqual([{ url: "/api/generations/a", keepalive: false }]);
});
