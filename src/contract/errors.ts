/** Every code an error answer can carry. The status each one maps to is in `http/errors.ts`. */
export const errorCodes = [
  "INVALID_INPUT",
  "UNAUTHENTICATED",
  "INVALID_CREDENTIALS",
  "FORBIDDEN_ORIGIN",
  "NOT_FOUND",
  "NO_TRAINING",
  "EMAIL_TAKEN",
  "SESSION_REQUIRED",
  "PROVIDER_OFF",
  "PROVIDER_REFUSED",
  "ADDRESS_UNVERIFIED",
  "ADDRESS_UNCONFIRMED",
  "IDENTITY_TAKEN",
  "LAST_WAY_IN",
  "MAIL_OFF",
  "MAIL_LINK_INVALID",
  "TOO_MANY_TOKENS",
  "RIGHTS_NOT_STATED",
  "BODY_TOO_LARGE",
  "RATE_LIMITED",
  "NOT_ENOUGH_CREDIT",
  "PLAN_LIMIT",
  "FREE_MODE",
  "NO_PURCHASES",
  "TOO_FEW_IMAGES",
  "TOO_MANY_IMAGES",
  "TRAINING_RUNNING",
  "NOT_A_VERSION",
  "STYLE_NOT_TRAINED",
  "NO_MORE_PROOFS",
  "STYLE_DELETED",
  "MODEL_TYPE_UNSUPPORTED",
  "UPLOAD_LINK_INVALID",
  "UPLOAD_LINK_EXPIRED",
  "ALREADY_UPLOADED",
  "NOT_UPLOADED",
  "LENGTH_REQUIRED",
  "FILE_TOO_LARGE",
  "FILE_TRUNCATED",
  "UNSUPPORTED_IMAGE",
  "IMAGE_UNREADABLE",
  "IMAGE_TOO_BIG",
  "LINK_INVALID",
  "WEBHOOK_REFUSED",
  "UPGRADE_REQUIRED",
  "UNAVAILABLE",
  "INTERNAL",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** The body of every answer that is not 2xx. `error` is a sentence for people. */
export interface Problem {
  error: string;
  code: ErrorCode;
  requestId: string;
  /** For INVALID_INPUT: field path → sentence. */
  fields?: Record<string, string>;
}
