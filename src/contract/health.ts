export interface Health {
  ok: boolean;
  /** Of what is deployed: a new one with each deployment, or local start. */
  version: string;
}
