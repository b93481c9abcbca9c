import { expect } from "vitest";
import type { Answer } from "./fixtures/recorded.ts";

const maybe = (pattern: unknown) => ({
  asymmetricMatch: (value: unknown) => value === null || value === undefined || matches(pattern, value),
  toString: () => "maybe",
});
const matches = (pattern: unknown, value: unknown): boolean => {
  if (typeof pattern === "function") return value !== null && value !== undefined && Object(value) instanceof pattern;
  try {
    expect(value).toEqual(pattern);
    return true;
  } catch {
    return false;
  }
};
const text = expect.any(String);
const url = expect.stringMatching(/^https?:\/\//);
export const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,9}Z$/);
export const runId = expect.stringMatching(/^[a-z0-9]{26}$/);
export const versionId = expect.stringMatching(/^[0-9a-f]{64}$/);

/** What every run has, fresh or ended, of any year. */
export const run = (more: object = {}) =>
  expect.objectContaining({
    id: runId,
    model: expect.stringMatching(/^[\w.-]+\/[\w.-]+$/),
    version: text,
    input: expect.any(Object),
    created_at: time,
    urls: expect.objectContaining({ get: url, cancel: url }),
    error: null,
    ...more,
  });

export const fresh = (more: object = {}) => run({ status: "starting", logs: "", ...more });

export const canceled = (more: object = {}) =>
  run({
    status: "canceled",
    output: null,
    logs: maybe(String),
    started_at: time,
    completed_at: time,
    metrics: expect.objectContaining({ predict_time: expect.any(Number) }),
    ...more,
  });

export const model = (more: object = {}) =>
  expect.objectContaining({
    url,
    owner: text,
    name: text,
    description: maybe(String),
    visibility: expect.stringMatching(/^(?:public|private)$/),
    github_url: maybe(url),
    paper_url: maybe(url),
    license_url: maybe(url),
    cover_image_url: maybe(url),
    run_count: expect.any(Number),
    ...more,
  });

export const version = expect.objectContaining({
  id: versionId,
  created_at: time,
  cog_version: text,
  openapi_schema: expect.objectContaining({
    components: { schemas: expect.objectContaining({ Input: expect.objectContaining({ type: "object" }) }) },
  }),
});

export const file = expect.objectContaining({
  id: expect.stringMatching(/^[\w-]{20,}$/),
  name: text,
  content_type: text,
  size: expect.any(Number),
  etag: text,
  checksums: { sha256: versionId, md5: expect.stringMatching(/^[0-9a-f]{32}$/) },
  metadata: expect.any(Object),
  created_at: time,
  expires_at: time,
  urls: { get: expect.stringMatching(/^https?:.+\/v1\/files\/[\w-]+$/) },
});

export const page = (item: unknown) => ({
  next: maybe(url),
  previous: maybe(url),
  results: expect.arrayContaining([item]),
});

export function holdsJson(answer: Answer, status: number, body: unknown): void {
  expect(answer.status).toBe(status);
  expect(answer.headers["content-type"]).toMatch(/^application\/json/);
  expect(answer.body).toEqual(body);
}

export function holdsProblem(answer: Answer, status: number, body: object): void {
  expect(answer.status).toBe(status);
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
  expect(answer.body).toEqual(expect.objectContaining(body));
}

export function holdsLimits(answer: Answer, most: number): void {
  expect(answer.headers["ratelimit-remaining"]).toMatch(/^\d+$/);
  expect(Number(answer.headers["ratelimit-remaining"])).toBeLessThan(most);
  expect(answer.headers["ratelimit-reset"]).toMatch(/^\d+$/);
}
