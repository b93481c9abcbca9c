export interface Health {
  ok: boolean;
  /** The build's version, or "dev". */
  version: string;
}
