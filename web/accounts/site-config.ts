import { createResource } from "solid-js";
import type { SiteConfig } from "#contract/config";
import { api } from "../api.ts";

let asked: Promise<SiteConfig> | undefined;

/** What this deployment offers, asked once. A page that cannot ask offers what always works. */
export function useSiteConfig(): () => SiteConfig | undefined {
  const [config] = createResource(() => {
    asked ??= api.config().catch(() => {
      asked = undefined;
      return { signInWith: [], mail: true };
    });
    return asked;
  });
  return () => config.latest;
}
