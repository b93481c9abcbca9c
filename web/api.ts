import type { LoginInput, Me, RegisterInput, SignedIn } from "#contract/accounts";
import type { ErrorCode, Problem } from "#contract/errors";
import type { GenerateAccepted, GenerateInput, Generation, GenerationList } from "#contract/generation";
import type { ConfirmInput, PatchImageInput, Presigned, PresignInput, StyleImage } from "#contract/images";
import type { CreateStyleInput, PatchStyleInput, Style, StyleDetail, StyleList } from "#contract/styles";
import type { TrainAccepted, TrainInput, Training } from "#contract/training";

/** What a call threw: the Worker's own sentence, or ours when there was no answer to read. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  constructor(
    message: string,
    readonly code: ErrorCode | "OFFLINE",
    /** 0 when no answer came. */
    readonly status: number,
    readonly requestId?: string,
    readonly fields: Record<string, string> = {},
    /** Seconds the Worker asked us to wait. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }

  /** True when the same call may succeed later without anybody changing anything. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Any thrown thing as a problem a person can read. */
export function problemOf(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  return new ApiProblem("Something went wrong on this page. Reload it; nothing you made is lost.", "INTERNAL", -1);
}

/** The problem an answer's status, body and headers tell. */
export function readProblem(status: number, body: string, header: (name: string) => string | null): ApiProblem {
  const retryAfter = Number(header("Retry-After"));
  const wait = Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : undefined;
  const requestId = header("X-Request-Id") ?? undefined;
  try {
    const told = JSON.parse(body) as Partial<Problem>;
    if (typeof told.error === "string" && told.code)
      return new ApiProblem(told.error, told.code, status, told.requestId ?? requestId, told.fields, wait);
  } catch {
    // A proxy in between may answer with its own page.
  }
  const sentence = "The studio did not answer properly. Try again in a moment; nothing you made is lost.";
  return new ApiProblem(sentence, status >= 500 ? "UNAVAILABLE" : "INTERNAL", status, requestId, {}, wait);
}

const offline = () =>
  new ApiProblem("No answer from the studio. Check the network and try again; nothing you made is lost.", "OFFLINE", 0);

let whenSignedOut: () => void = () => undefined;
/** Called when the Worker says the session has ended. */
export function onSignedOut(tell: () => void): void {
  whenSignedOut = tell;
}

/** Longer than the slowest honest answer, shorter than a person's patience. */
const PATIENCE_MS = 30_000;

async function unwrap<T>(answer: Promise<Response>): Promise<T> {
  let response: Response;
  let body: string;
  try {
    response = await answer;
    body = await response.text();
  } catch {
    throw offline();
  }
  if (!response.ok) {
    const problem = readProblem(response.status, body, (name) => response.headers.get(name));
    if (problem.code === "UNAUTHENTICATED") whenSignedOut();
    throw problem;
  }
  if (body === "") return undefined as T;
  try {
    return JSON.parse(body) as T;
  } catch {
    throw readProblem(502, body, (name) => response.headers.get(name));
  }
}

function call<T>(method: string, path: string, body?: unknown, last = false): Promise<T> {
  return unwrap<T>(
    fetch(path, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      keepalive: last,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    }),
  );
}

const style = (id: string) => `/api/styles/${encodeURIComponent(id)}`;
const image = (styleId: string, id: string) => `${style(styleId)}/images/${encodeURIComponent(id)}`;
const generation = (id: string) => `/api/generations/${encodeURIComponent(id)}`;

interface ListQuery {
  styleId?: string;
  status?: string;
  cursor?: string | null;
  limit?: number;
}

function search(query: ListQuery): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null) params.set(name, value);
  return params.size > 0 ? `?${params}` : "";
}

export const api = {
  register: (input: RegisterInput) => call<SignedIn>("POST", "/api/auth/register", input),
  login: (input: LoginInput) => call<SignedIn>("POST", "/api/auth/login", input),
  logout: () => call<void>("POST", "/api/auth/logout"),
  me: () => call<Me>("GET", "/api/auth/me"),

  styles: () => call<StyleList>("GET", "/api/styles"),
  style: (id: string) => call<StyleDetail>("GET", style(id)),
  createStyle: (input: CreateStyleInput) => call<Style>("POST", "/api/styles", input),
  patchStyle: (id: string, input: PatchStyleInput) => call<Style>("PATCH", style(id), input),
  deleteStyle: (id: string) => call<void>("DELETE", style(id)),

  presign: (input: PresignInput) => call<Presigned>("POST", "/api/upload/presigned", input),
  confirm: (styleId: string, input: ConfirmInput) =>
    call<StyleImage>("POST", `${style(styleId)}/images/confirm`, input),
  patchImage: (styleId: string, id: string, input: PatchImageInput) =>
    call<StyleImage>("PATCH", image(styleId, id), input),
  /** `last`: sent even while the page closes. */
  deleteImage: (styleId: string, id: string, last = false) => call<void>("DELETE", image(styleId, id), undefined, last),

  train: (styleId: string, input: TrainInput) => call<TrainAccepted>("POST", `${style(styleId)}/train`, input),
  training: (styleId: string) => call<Training>("GET", `${style(styleId)}/training`),
  cancelTraining: (styleId: string) => call<Training>("POST", `${style(styleId)}/training/cancel`),

  generate: (input: GenerateInput) => call<GenerateAccepted>("POST", "/api/generate", input),
  generations: (query: ListQuery) => call<GenerationList>("GET", `/api/generations${search(query)}`),
  cancelGeneration: (id: string) => call<Generation>("POST", `${generation(id)}/cancel`),
  /** `last`: sent even while the page closes. */
  deleteGeneration: (id: string, last = false) => call<void>("DELETE", generation(id), undefined, last),
};
