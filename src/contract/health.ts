export type PartHealth = "ok" | "failing";

export interface Health {
  /** True when every part answers. */
  ok: boolean;
  /** Of what is deployed: a new one with each deployment, or local start. */
  version: string;
  parts: Record<"database" | "files" | "limiter", PartHealth>;
}
