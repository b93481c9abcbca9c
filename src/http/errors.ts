import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ErrorCode } from "../contract/errors.ts";

/** A code without a status is a type error. */
export const statusOf: Record<ErrorCode, ContentfulStatusCode> = {
  INVALID_INPUT: 400,
  UNAUTHENTICATED: 401,
  INVALID_CREDENTIALS: 401,
  FORBIDDEN_ORIGIN: 403,
  NOT_FOUND: 404,
  NO_TRAINING: 404,
  EMAIL_TAKEN: 400,
  SESSION_REQUIRED: 403,
  PROVIDER_OFF: 404,
  PROVIDER_REFUSED: 400,
  ADDRESS_UNVERIFIED: 403,
  ADDRESS_UNCONFIRMED: 403,
  IDENTITY_TAKEN: 409,
  LAST_WAY_IN: 409,
  MAIL_OFF: 503,
  MAIL_LINK_INVALID: 400,
  TOO_MANY_TOKENS: 409,
  RIGHTS_NOT_STATED: 409,
  BODY_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  NOT_ENOUGH_CREDIT: 402,
  PLAN_LIMIT: 402,
  FREE_MODE: 409,
  NO_PURCHASES: 409,
  TOO_FEW_IMAGES: 409,
  TOO_MANY_IMAGES: 409,
  TRAINING_RUNNING: 409,
  NOT_A_VERSION: 409,
  STYLE_NOT_TRAINED: 409,
  NO_MORE_PROOFS: 409,
  STYLE_DELETED: 404,
  MODEL_TYPE_UNSUPPORTED: 400,
  UPLOAD_LINK_INVALID: 403,
  UPLOAD_LINK_EXPIRED: 403,
  ALREADY_UPLOADED: 409,
  NOT_UPLOADED: 409,
  LENGTH_REQUIRED: 411,
  FILE_TOO_LARGE: 413,
  FILE_TRUNCATED: 400,
  UNSUPPORTED_IMAGE: 415,
  IMAGE_UNREADABLE: 422,
  IMAGE_TOO_BIG: 422,
  LINK_INVALID: 403,
  WEBHOOK_REFUSED: 401,
  UPGRADE_REQUIRED: 426,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

/** Thrown by verbs. `message` is the sentence a person reads; `reason` goes to the log alone. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly reason: unknown;
  readonly fields: Record<string, string> | undefined;
  /** Seconds, sent as Retry-After. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    sentence: string,
    more: { reason?: unknown; fields?: Record<string, string>; retryAfter?: number } = {},
  ) {
    super(sentence);
    this.name = "AppError";
    this.code = code;
    this.reason = more.reason;
    this.fields = more.fields;
    this.retryAfter = more.retryAfter;
  }
}
