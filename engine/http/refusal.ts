import type { InvalidField, Problem } from "#replicate/wire";

export type RefusalStatus = 400 | 401 | 402 | 403 | 404 | 409 | 413 | 422 | 429 | 500;

/** An answer that says no, in Replicate's words: `application/problem+json`. */
export class Refusal extends Error {
  readonly status: RefusalStatus;
  readonly body: Problem;

  constructor(status: RefusalStatus, body: Omit<Problem, "status">) {
    super(body.detail ?? String(status));
    this.status = status;
    this.body = { ...body, status };
  }
}

export const unauthenticated = () =>
  new Refusal(401, { title: "Unauthenticated", detail: "You did not pass a valid authentication token" });

export const insufficientCredit = () =>
  new Refusal(402, {
    title: "Insufficient credit",
    detail:
      "You have insufficient credit to run this model. Go to https://replicate.com/account/billing#billing to purchase credit. Once you purchase credit, please wait a few minutes before trying again.",
  });

export const notFound = (detail = "The requested resource could not be found.") => new Refusal(404, { detail });

export const noDestination = () => notFound("The specified training destination does not exist");

export const modelExists = () => {
  const detail = "A model with that name and owner already exists.";
  return new Refusal(409, { detail, errors: [{ detail }] });
};

export const invalidVersion = () =>
  new Refusal(422, {
    title: "Invalid version or not permitted",
    detail: "The specified version does not exist (or perhaps you don't have permission to use it?)",
  });

/** One line for each problem, as `- input: prompt is required`. */
export const invalidInput = (fields: InvalidField[]) =>
  new Refusal(422, {
    title: "Input validation failed",
    detail: fields.map(({ field, description }) => `- ${field === "" ? "" : `${field}: `}${description}\n`).join(""),
    invalid_fields: fields,
  });

/** @param seconds until the limit resets */
export const throttled = (seconds: number) =>
  new Refusal(429, {
    detail: `Request was throttled. Your rate limit resets in ~${seconds}s.`,
    retry_after: seconds,
  });
