import type { Provider } from "./accounts.ts";

/** `GET /api/config`: what this deployment offers. No secret is in it. */
export interface SiteConfig {
  signInWith: Provider[];
  /** Whether mails can be sent. */
  mail: boolean;
}
