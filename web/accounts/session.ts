import { createSignal } from "solid-js";
import type { Me, SignedIn } from "#contract/accounts";
import { type ApiProblem, api, onSignedOut, problemOf } from "../api.ts";
import { forget, keep, recall } from "../live/kept.ts";

export type Session =
  | { state: "unknown" }
  | { state: "out" }
  | { state: "in"; me: Me }
  | { state: "unreachable"; problem: ApiProblem };

const [session, setSession] = createSignal<Session>({ state: "unknown" });

export { session };

/** Who is signed in, or undefined. */
export const me = (): Me | undefined => {
  const now = session();
  return now.state === "in" ? now.me : undefined;
};

const HINT = "signed-in";
/** A guess without asking: somebody signed in here and did not sign out. */
export const wasSignedIn = (): boolean => recall<boolean>(HINT) === true;

let asking: Promise<void> | undefined;

/** Asks the Worker who we are; calls at the same time share one answer. */
export function askSession(): Promise<void> {
  asking ??= api
    .me()
    .then((told) => {
      keep(HINT, true);
      setSession({ state: "in", me: told });
    })
    .catch((thrown: unknown) => {
      const problem = problemOf(thrown);
      if (problem.code === "UNAUTHENTICATED") leave();
      else if (session().state !== "in") setSession({ state: "unreachable", problem });
    })
    .finally(() => {
      asking = undefined;
    });
  return asking;
}

/** After register or sign-in: the answer has no balance, so it is asked for. */
export async function enter(_: SignedIn): Promise<void> {
  setSession({ state: "unknown" });
  await askSession();
}

export async function signOut(): Promise<void> {
  await api.logout();
  forget("draft:");
  forget("notices:");
  leave();
}

function leave(): void {
  keep(HINT, undefined);
  setSession({ state: "out" });
}

onSignedOut(leave);

/** Changes what can be spent, at once, until the Worker is asked again. */
export function adjustBalance(by: { trainings?: number; generations?: number }): void {
  setSession((now) => {
    if (now.state !== "in") return now;
    const { subscription } = now.me;
    return {
      state: "in",
      me: {
        ...now.me,
        subscription: {
          ...subscription,
          trainingCredits: Math.max(0, subscription.trainingCredits + (by.trainings ?? 0)),
          generationCredits: Math.max(0, subscription.generationCredits + (by.generations ?? 0)),
        },
      },
    };
  });
}
