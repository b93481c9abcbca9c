import { type ClientResponse, hc } from "hono/client";
import type { Api } from "#api";
import type { ChangeAddressInput, NewTokenInput, PatchAccountInput, SetPasswordInput } from "#contract/account";
import type {
  ConfirmAddressInput,
  ForgotPasswordInput,
  LoginInput,
  Provider,
  RegisterInput,
  ResetPasswordInput,
  StartProviderInput,
} from "#contract/accounts";
import type { CheckoutInput } from "#contract/billing";
import type { ErrorCode, Problem } from "#contract/errors";
import type { ManyInput, PatchGenerationInput, ShareInput } from "#contract/gallery";
import type { GenerateInput, StartInput } from "#contract/generation";
import type { CaptionImagesInput, ConfirmInput, PatchImageInput, PresignInput } from "#contract/images";
import type { ReceiptVerdict } from "#contract/leaving";
import type { ChooseProofInput, OrderProofsInput } from "#contract/proofs";
import type { CreateStyleInput, PatchStyleInput } from "#contract/styles";
import type { PatchTrainingInput, TrainInput } from "#contract/training";

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

/** The JSON of an answer; throws an {@link ApiProblem} for everything that is not one. */
async function unwrap<T>(answer: Promise<ClientResponse<T>>): Promise<T> {
  let response: ClientResponse<T>;
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
  try {
    return JSON.parse(body === "" ? "null" : body) as T;
  } catch {
    throw readProblem(502, body, (name) => response.headers.get(name));
  }
}

const client = hc<Api>("/", {
  fetch: (input: RequestInfo | URL, init?: RequestInit) =>
    fetch(input, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) }),
}).api;

/** `last`: sent even while the page closes. Browsers let a page have about a dozen of them under way, of 64 KB in all. */
const sending = (last: boolean) => ({ init: { keepalive: last } });

interface ListQuery {
  styleId?: string;
  status?: "COMPLETED";
  cursor?: string | null;
  limit?: number;
  /** The other wishes of a list, as the address writes them. */
  [wish: string]: string | number | null | undefined;
}

export const api = {
  register: (json: RegisterInput) => unwrap(client.auth.register.$post({ json })),
  login: (json: LoginInput) => unwrap(client.auth.login.$post({ json })),
  logout: () => unwrap(client.auth.logout.$post()),
  me: () => unwrap(client.auth.me.$get()),
  config: () => unwrap(client.config.$get()),
  startProvider: (provider: Provider, json: StartProviderInput) =>
    unwrap(client.auth[":provider"].start.$post({ param: { provider }, json })),
  forgotPassword: (json: ForgotPasswordInput) => unwrap(client.auth["forgot-password"].$post({ json })),
  resetPassword: (json: ResetPasswordInput) => unwrap(client.auth["reset-password"].$post({ json })),
  confirmAddress: (json: ConfirmAddressInput) => unwrap(client.auth["confirm-address"].$post({ json })),

  account: () => unwrap(client.account.$get()),
  patchAccount: (json: PatchAccountInput) => unwrap(client.account.$patch({ json })),
  removeAvatar: () => unwrap(client.account.avatar.$delete()),
  setPassword: (json: SetPasswordInput) => unwrap(client.account.password.$put({ json })),
  changeAddress: (json: ChangeAddressInput) => unwrap(client.account.address.$put({ json })),
  askToConfirm: () => unwrap(client.account["confirm-address"].$post()),
  signOutOthers: () => unwrap(client.account.sessions.$delete()),
  endSession: (id: string) => unwrap(client.account.sessions[":id"].$delete({ param: { id } })),
  makeToken: (json: NewTokenInput) => unwrap(client.account.tokens.$post({ json })),
  revokeToken: (id: string) => unwrap(client.account.tokens[":id"].$delete({ param: { id } })),
  linkProvider: (provider: Provider) =>
    unwrap(client.account.identities[":provider"].$post({ param: { provider }, json: {} })),
  unlinkProvider: (provider: Provider) =>
    unwrap(client.account.identities[":provider"].$delete({ param: { provider } })),

  offer: () => unwrap(client.billing.offer.$get()),

  styles: () => unwrap(client.styles.$get()),
  style: (id: string) => unwrap(client.styles[":id"].$get({ param: { id } })),
  createStyle: (json: CreateStyleInput) => unwrap(client.styles.$post({ json })),
  patchStyle: (id: string, json: PatchStyleInput) => unwrap(client.styles[":id"].$patch({ param: { id }, json })),
  deleteStyle: (id: string) => unwrap(client.styles[":id"].$delete({ param: { id } })),

  presign: (json: PresignInput) => unwrap(client.upload.presigned.$post({ json })),
  confirm: (id: string, json: ConfirmInput) =>
    unwrap(client.styles[":id"].images.confirm.$post({ param: { id }, json })),
  patchImage: (id: string, imageId: string, json: PatchImageInput) =>
    unwrap(client.styles[":id"].images[":imageId"].$patch({ param: { id, imageId }, json })),
  orderImages: (id: string, imageIds: string[]) =>
    unwrap(client.styles[":id"].images.order.$put({ param: { id }, json: { imageIds } })),
  captionImages: (id: string, json: CaptionImagesInput) =>
    unwrap(client.styles[":id"].images.$patch({ param: { id }, json })),
  deleteImage: (id: string, imageId: string, last = false) =>
    unwrap(client.styles[":id"].images[":imageId"].$delete({ param: { id, imageId } }, sending(last))),

  train: (id: string, json: TrainInput) => unwrap(client.styles[":id"].train.$post({ param: { id }, json })),
  training: (id: string) => unwrap(client.styles[":id"].training.$get({ param: { id } })),
  cancelTraining: (id: string) => unwrap(client.styles[":id"].training.cancel.$post({ param: { id } })),

  trainings: (id: string) => unwrap(client.styles[":id"].trainings.$get({ param: { id } })),
  patchTraining: (id: string, trainingId: string, json: PatchTrainingInput) =>
    unwrap(client.styles[":id"].trainings[":trainingId"].$patch({ param: { id, trainingId }, json })),
  deleteTraining: (id: string, trainingId: string) =>
    unwrap(client.styles[":id"].trainings[":trainingId"].$delete({ param: { id, trainingId } })),

  proofs: (id: string) => unwrap(client.styles[":id"].proofs.$get({ param: { id } })),
  orderProofs: (id: string, json: OrderProofsInput) =>
    unwrap(client.styles[":id"].proofs.$post({ param: { id }, json })),
  chooseProof: (id: string, json: ChooseProofInput) => unwrap(client.styles[":id"].proof.$put({ param: { id }, json })),

  /** The bytes of a picture to begin from. */
  sendInput: (id: string, file: Blob) =>
    unwrap(
      fetch(`/api/styles/${encodeURIComponent(id)}/input`, {
        method: "PUT",
        body: file,
        signal: AbortSignal.timeout(PATIENCE_MS),
      }) as unknown as Promise<ClientResponse<StartInput>>,
    ),
  generate: (json: GenerateInput) => unwrap(client.generate.$post({ json })),
  generations: ({ cursor, limit, ...query }: ListQuery) =>
    unwrap(
      client.generations.$get({
        query: { ...query, ...(cursor ? { cursor } : {}), ...(limit ? { limit: String(limit) } : {}) },
      }),
    ),
  checkout: (json: CheckoutInput) => unwrap(client.billing.checkout.$post({ json })),
  portal: () => unwrap(client.billing.portal.$post()),
  refreshPlan: () => unwrap(client.billing.refresh.$post()),
  movements: (cursor?: string | null) => unwrap(client.billing.ledger.$get({ query: cursor ? { cursor } : {} })),
  erasure: (id: string) => unwrap(client.erasures[":id"].$get({ param: { id } })),
  openErasure: (id: string, query: { expires: string; signature: string }) =>
    unwrap(client.erasures[":id"].open.$get({ param: { id }, query })),
  verifyReceipt: (receipt: string): Promise<ReceiptVerdict> =>
    unwrap(client.receipts.verify.$post({ json: { receipt } })),
  deleteAccount: (email: string) => unwrap(client.account.$delete({ json: { email } })),

  receipt: (jobId: string) => unwrap(client.billing.receipts[":jobId"].$get({ param: { jobId } })),

  operations: () => unwrap(client.operations.$get()),
  tryLetter: (jobId: string) => unwrap(client.operations["dead-letters"][":jobId"].$post({ param: { jobId } })),

  cancelGeneration: (id: string) => unwrap(client.generations[":id"].cancel.$post({ param: { id } })),
  generation: (id: string) => unwrap(client.generations[":id"].$get({ param: { id } })),
  patchGeneration: (id: string, json: PatchGenerationInput, last = false) =>
    unwrap(client.generations[":id"].$patch({ param: { id }, json }, sending(last))),
  binGenerations: (json: ManyInput) => unwrap(client.generations.bin.$post({ json }, sending(true))),
  restoreGenerations: (json: ManyInput) => unwrap(client.generations.restore.$post({ json }, sending(true))),
  zipGenerations: (json: ManyInput) => unwrap(client.generations.zip.$post({ json })),
  shareOf: (id: string) => unwrap(client.generations[":id"].share.$get({ param: { id } })),
  share: (id: string, json: ShareInput) => unwrap(client.generations[":id"].share.$post({ param: { id }, json })),
  revoke: (id: string) => unwrap(client.generations[":id"].share.$delete({ param: { id } })),
  deleteGeneration: (id: string, last = false) =>
    unwrap(client.generations[":id"].$delete({ param: { id } }, sending(last))),
};
