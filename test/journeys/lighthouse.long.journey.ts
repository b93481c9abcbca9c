import { expect, inject, it } from "vitest";
import { audit } from "../lighthouse/audit.ts";

const { url } = inject("site");

/** `npm run lighthouse` gives the median of five; its performance depends on who else works on the machine. */
it("has nothing against Home that Lighthouse knows of accessibility, practice and search", async () => {
  const [first] = await audit(url, 1, inject("browser"));
  console.log(`Lighthouse on Home: ${JSON.stringify(first?.scores)}`);
  expect(first?.faults).toEqual([]);
  expect(first?.scores).toMatchObject({ accessibility: 100, "best-practices": 100, seo: 100 });
});
