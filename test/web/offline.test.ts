import { describe, expect, it, vi } from "vitest";
import { assetsOf, fetchAsset, planOf } from "../../web/offline/plan.ts";

const HERE = "https://studio.example";
const plan = (path: string, more: { method?: string; mode?: string } = {}) =>
  planOf({ method: "GET", mode: "no-cors", url: new URL(path, HERE).href, ...more }, HERE);

describe("the service worker", () => {
  it("never touches answers, private pictures, share pages, changes or other sites", () => {
    for (const path of ["/api/styles", "/files/styles/a/images/b?signature=c", "/s/abc", "https://other.example/x"]) {
      expect(plan(path), path).toBe("network");
      expect(plan(path, { mode: "navigate" }), path).toBe("network");
    }
    expect(plan("/dashboard", { method: "POST", mode: "navigate" })).toBe("network");
    expect(plan("/art/wash.webp")).toBe("network");
  });

  it("asks the network for pages first and keeps files whose names are hashes", () => {
    expect(plan("/styles/01abc", { mode: "navigate" })).toBe("page");
    expect(plan("/assets/index-Ab12.js")).toBe("asset");
  });

  it("finds what the offline page needs in its own HTML", () => {
    const html = `<link rel="icon" href="/favicon.svg"><script type="module" src="/assets/offline-1.js"></script>
      <link rel="stylesheet" href="/assets/a.css"><link rel="stylesheet" href="/assets/a.css"><a href="/dashboard">x</a>`;
    expect(assetsOf(html)).toEqual(["/favicon.svg", "/assets/offline-1.js", "/assets/a.css"]);
  });

  it("does not believe a remembered answer that a file is missing, and asks only once for one that is there", async () => {
    const asked = vi
      .spyOn(globalThis, "fetch")
      .mockImplementation(async (_, init) =>
        init?.cache === "reload" ? new Response("the file") : new Response(null, { status: 404 }),
      );
    const request = new Request(new URL("/assets/index-Ab12.js", HERE));
    expect(await (await fetchAsset(request)).text()).toBe("the file");
    asked.mockReset().mockResolvedValue(new Response("the file"));
    expect(await (await fetchAsset(request)).text()).toBe("the file");
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
  });
});
