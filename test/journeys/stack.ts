import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import type { Picture } from "../../local/demo/pictures.ts";
import { startProviders } from "../accounts/oauth-server.ts";
import { folderForBrowser, unpackBrowser } from "./browser.ts";
import { paintFew } from "./originals.ts";
import { raiseSite, type Site } from "./raise.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** In free mode, with ways to sign in; paints no proofs of itself. */
    site: Site;
    /** Folder into which Chromium is unpacked. */
    browser: string;
    /** As many as a training needs. */
    originals: Picture[];
  }
}

/** What all journeys of a run share: a stack, a browser's files, originals; beside them who lets people in. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const ends: (() => unknown)[] = [];
  const end = async () => {
    for (const one of ends.reverse()) await one();
  };
  try {
    const providers = await startProviders();
    ends.push(providers.stop);
    const browser = folderForBrowser();
    ends.push(() => rmSync(browser, { recursive: true, force: true }));
    const before = { ...process.env };
    await unpackBrowser(browser);
    // The libraries it brings are for the browser alone, not for what this process starts.
    for (const name of Object.keys(process.env)) if (before[name] === undefined) delete process.env[name];
    Object.assign(process.env, before);
    project.provide("browser", browser);
    const raising = raiseSite({ ...providers.environment, PROOF_SIDE: "0" }).then(({ fell, ...site }) => {
      ends.push(fell);
      project.provide("site", site);
    });
    const [raised] = await Promise.allSettled([raising, paintFew().then((all) => project.provide("originals", all))]);
    if (raised.status === "rejected") throw raised.reason;
    return end;
  } catch (error) {
    await end();
    throw error;
  }
}
