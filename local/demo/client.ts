import { setTimeout as sleep } from "node:timers/promises";
import type { Problem } from "#contract/errors";
import { inTime } from "../../engine/within.ts";
import { Refusal } from "../refusal.ts";

/** Long enough for a site that is busy painting on two cores. */
const ANSWER_MS = 30_000;
const TRIES = 4;
const FIRST_PAUSE_MS = 500;

/** An answer that is not 2xx, with the site's own sentence. */
export class SiteProblem extends Refusal {
  readonly status: number;
  readonly code: string;

  constructor(what: string, status: number, problem: Partial<Problem>) {
    const fields = Object.entries(problem.fields ?? {}).map(([field, sentence]) => `${field}: ${sentence}`);
    const sentence = [problem.error ?? `The site answered with status ${status}.`, ...fields].join(" ");
    super(`${what}: ${sentence} (${problem.code ?? status}, request ${problem.requestId ?? "unknown"})`);
    this.status = status;
    this.code = problem.code ?? "";
  }
}

export interface Client {
  /** Origin of the site. */
  url: string;
  token: string;
  get<Answer>(path: string): Promise<Answer>;
  send<Answer>(method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<Answer>;
  /** PUT of bytes to a signed address. */
  put(url: string, bytes: Uint8Array, type: string): Promise<void>;
  /** GET of bytes from a signed address. */
  download(url: string): Promise<Uint8Array>;
}

const waitFor = (answer: Response | undefined, tries: number) => {
  const asked = Number(answer?.headers.get("Retry-After"));
  return asked > 0 ? Math.min(asked, 20) * 1_000 : FIRST_PAUSE_MS * 2 ** tries;
};

/** Speaks to a site's public API. `repeatable` requests are sent again after a lost connection, a 429 or a 5xx. */
export function connect(url: string, token = ""): Client {
  async function ask(what: string, address: string, request: RequestInit, repeatable: boolean): Promise<Response> {
    for (let tries = 0; ; tries += 1) {
      const last = !repeatable || tries === TRIES - 1;
      const answer = await inTime(new AbortController().signal, ANSWER_MS, (signal) =>
        fetch(new URL(address, url), { ...request, signal }),
      ).catch((error: unknown) => {
        if (!last) return undefined;
        const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
        throw new Refusal(`${what}: the site at ${url} did not answer (${cause}).`);
      });
      if (answer?.ok) return answer;
      const passing = answer === undefined || answer.status === 429 || answer.status >= 500;
      if (answer !== undefined && (last || !passing)) {
        const problem: unknown = await answer.json().catch(() => ({}));
        throw new SiteProblem(what, answer.status, typeof problem === "object" && problem !== null ? problem : {});
      }
      await answer?.body?.cancel();
      await sleep(waitFor(answer, tries));
    }
  }

  const authorization: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
  return {
    url,
    token,
    async get<Answer>(path: string) {
      const answer = await ask(`GET ${path}`, path, { headers: authorization }, true);
      return (await answer.json()) as Answer;
    },
    async send<Answer>(method: string, path: string, body?: unknown) {
      const request: RequestInit = { method, headers: { ...authorization, "Content-Type": "application/json" } };
      if (body !== undefined) request.body = JSON.stringify(body);
      const answer = await ask(`${method} ${path}`, path, request, method !== "POST");
      return (answer.status === 204 ? undefined : await answer.json()) as Answer;
    },
    async put(address, bytes, type) {
      // Its signature is in the address; the token has no business there.
      await ask(
        "Uploading a picture",
        address,
        { method: "PUT", body: bytes, headers: { "Content-Type": type } },
        true,
      );
    },
    async download(address) {
      const answer = await ask("Downloading a picture", address, {}, true);
      return new Uint8Array(await answer.arrayBuffer());
    },
  };
}
