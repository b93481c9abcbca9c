/**
 * Replicate's JSON as it travels, in both directions: the engine writes these shapes, the Worker reads them.
 * Fields that recordings of the real service leave out, or fill with null, are optional and nullable here.
 * Source: https://replicate.com/docs/reference/http
 */

export const terminalStatuses = ["succeeded", "failed", "canceled", "aborted"] as const;
/** `aborted`: a `Cancel-After` deadline passed before the run started. */
export type TerminalStatus = (typeof terminalStatuses)[number];
export type RunStatus = "starting" | "processing" | TerminalStatus;

export function isTerminal(status: string): status is TerminalStatus {
  return (terminalStatuses as readonly string[]).includes(status);
}

export const webhookEvents = ["start", "output", "logs", "completed"] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** What predictions and trainings share; both live in one id space. Times are ISO 8601 with 3 to 9 fractional digits. */
export interface Run<Output> {
  id: string;
  /** Of a training: the trainer, never the destination. */
  model: string;
  version: string;
  input: Record<string, unknown>;
  output?: Output | null;
  /** True once input, output and logs were removed, an hour after the end. */
  data_removed?: boolean;
  error?: string | null;
  logs?: string | null;
  status: RunStatus;
  source?: "api" | "web";
  /** Seconds. `predict_time` is what is billed; `total_time` counts waiting too. */
  metrics?: { predict_time?: number; total_time?: number } | null;
  created_at: string;
  started_at?: string | null;
  completed_at?: string | null;
  /** When `Cancel-After` ends the run. */
  deadline?: string | null;
  webhook?: string;
  webhook_events_filter?: WebhookEvent[];
  /** A fresh training's `urls` point at `/predictions/{id}`: build paths from the id instead. */
  urls: { get: string; cancel: string; web?: string; stream?: string };
}

/** Image models answer a list of URLs; other models a single URL, text or an object. */
export type Prediction<Output = unknown> = Run<Output>;

/** `version` is `owner/name:id`, seen bare as `id` too; `weights` is a tar with one `.safetensors`. */
export type Training = Run<{ version: string; weights?: string | null }>;

/** `next` and `previous` are absolute URLs; 100 results a page, newest first. */
export interface Page<Item> {
  previous: string | null;
  next: string | null;
  results: Item[];
}

export interface ModelVersion {
  /** 64 hexadecimal digits. */
  id: string;
  created_at: string;
  cog_version: string | null;
  openapi_schema: Record<string, unknown> | null;
}

export interface Model {
  url: string;
  owner: string;
  name: string;
  description?: string | null;
  visibility: "public" | "private";
  is_official?: boolean;
  github_url?: string | null;
  paper_url?: string | null;
  license_url?: string | null;
  cover_image_url?: string | null;
  run_count: number;
  default_example?: Prediction | null;
  latest_version?: ModelVersion | null;
}

export interface Account {
  type: "user" | "organization";
  username: string;
  name?: string;
  github_url?: string | null;
  avatar_url?: string | null;
}

export interface Hardware {
  sku: string;
  name: string;
}

export interface StoredFile {
  id: string;
  name: string;
  content_type: string;
  /** Bytes. */
  size: number;
  etag: string;
  checksums: { sha256: string; md5: string };
  metadata: Record<string, unknown>;
  created_at: string;
  expires_at: string | null;
  urls: { get: string };
}

/** `key` is `whsec_` and the base64 of the signing key. */
export interface WebhookSecret {
  key: string;
}

export interface InvalidField {
  type: string;
  field: string;
  description: string;
}

/** `application/problem+json`. Take the status from HTTP: `status` is not always in the body. */
export interface Problem {
  detail?: string;
  status?: number;
  title?: string;
  type?: string;
  instance?: string;
  invalid_fields?: InvalidField[];
  /** Seconds, on some 429 answers. */
  retry_after?: number;
  errors?: { detail: string }[];
}
