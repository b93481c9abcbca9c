import { createResource, createSignal } from "solid-js";
import type { Account } from "#contract/account";
import { api, problemOf } from "../../api.ts";
import { askSession } from "../session.ts";

/** The account as Settings shows it. */
export function createAccountState() {
  const [account, { refetch, mutate }] = createResource(api.account);
  return {
    account,
    refetch,
    /** Shows what an answer told, here and wherever the artist's name stands. */
    show(told: Account) {
      mutate(told);
      void askSession();
    },
    /** Reads everything again, after a change whose answer does not tell it. */
    async again() {
      await refetch();
      void askSession();
    },
  };
}
export type AccountState = ReturnType<typeof createAccountState>;

/** One act of a section: busy while it runs, and the sentence of what it could not do. */
export function createAct() {
  const [busy, setBusy] = createSignal<string>();
  const [problem, setProblem] = createSignal<string>();
  return {
    /** The name of the act that runs. */
    busy,
    problem,
    /** Whether it was done. */
    async run(name: string, act: () => Promise<unknown>): Promise<boolean> {
      setBusy(name);
      setProblem(undefined);
      try {
        await act();
        return true;
      } catch (thrown) {
        setProblem(problemOf(thrown).message);
        return false;
      } finally {
        setBusy(undefined);
      }
    },
  };
}
