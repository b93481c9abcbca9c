import { describe, expect, it } from "vitest";
import { assetsOf, planOf } from "../../web/offline/plan.ts";

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
});
