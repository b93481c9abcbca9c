import type { TestProject } from "vitest/node";
import { startProviders } from "../accounts/oauth-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    providers: { google: string; discord: string; environment: Record<string, string> };
  }
}

/** Workerd cannot serve; the providers stand in Node beside it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...providers } = await startProviders();
  project.provide("providers", providers);
  return stop;
}
