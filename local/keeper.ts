import { setTimeout as sleep } from "node:timers/promises";
import { inTime } from "../engine/within.ts";
import type { Child } from "./child.ts";
import { memberOf, membersOfGroup } from "./group.ts";
import { Refusal } from "./refusal.ts";
import { type Act, launched, type Seen, watch } from "./watch.ts";

/** Between two looks, and between an answer and the next question. */
const LOOK_MS = 400;
/** Two silences and the looks between them stay under 5 s. */
const ANSWER_MS = 2_000;
/** What an orderly end may take; the site needs about 1 s. */
const GRACE_MS = 2_000;

export interface Keeping {
  /** As the subject of a sentence: "The engine". */
  name: string;
  launch: () => Child;
  /** Asks whether it is well; rejects with the reason if not. */
  ask: (signal: AbortSignal) => Promise<void>;
  /** Name of the processes without which it is dead though it may look alive. */
  vital?: string;
  /** How long it may take to answer. */
  answerMs?: number;
  say: (sentence: string) => void;
  /** Called each time it has come up. */
  up?: () => void;
}

export interface Keeper {
  /** Resolves when it has answered for the first time; rejects with a Refusal if it never comes up. */
  ready: Promise<void>;
  /** The process group of the present run. */
  group: () => number;
  stop(): Promise<void>;
}

type Verdict = Extract<Act, { do: "restart" | "give up" }>;

function reason(error: unknown, answerMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer for ${answerMs / 1_000} s`;
  const cause = error.cause;
  if (!(cause instanceof Error)) return error.message;
  return "code" in cause && cause.code === "ECONNREFUSED" ? "nobody listens" : cause.message;
}

/** Keeps one child running: starts it, asks it, and starts it again when it ends or falls silent. */
export function keep({ name, launch, ask, vital, answerMs = ANSWER_MS, say, up }: Keeping): Keeper {
  const stopping = new AbortController();
  let sight = launched(Date.now());
  let child: Child | undefined;
  let proclaim: () => void = () => {};
  let lament: (error: Error) => void = () => {};
  const ready = new Promise<void>((resolve, reject) => {
    proclaim = resolve;
    lament = reject;
  });
  ready.catch(() => {});

  const vitalsOf = (group: number): number[] | undefined =>
    vital === undefined ? undefined : membersOfGroup(group)?.flatMap(({ pid, name }) => (name === vital ? pid : []));

  /** Watches one run of the child until something must be done about it; null if it is being stopped. */
  async function attend(run: Child): Promise<Verdict | null> {
    let verdict: Verdict | undefined;
    let whole: number | undefined;
    let known: number[] = [];
    const over = new AbortController();
    const see = (seen: Seen) => {
      if (over.signal.aborted) return;
      const [next, act] = watch(sight, seen, Date.now());
      sight = next;
      if (act.do === "announce") {
        const vitals = vitalsOf(run.group);
        whole = vitals?.length;
        known = vitals ?? [];
        if (sight.falls > 0) say(`${name} answers again.`);
        proclaim();
        up?.();
      } else if (act.do !== "wait") {
        verdict = act;
        over.abort();
      }
    };
    const pause = (signal: AbortSignal) => sleep(LOOK_MS, undefined, { signal }).catch(() => {});
    const looking = async (signal: AbortSignal) => {
      for (; !signal.aborted; await pause(signal)) {
        if (whole === undefined) continue;
        // Only while one of them is missing are all processes of the machine looked through for who took its place.
        const lives = (pid: number) => memberOf(run.group, pid)?.name === vital;
        if (known.length < whole || !known.every(lives)) known = vitalsOf(run.group) ?? [];
        see({ is: known.length < whole ? "thinned" : "whole" });
      }
    };
    const asking = async (signal: AbortSignal) => {
      while (!signal.aborted) {
        await inTime(signal, answerMs, ask).then(
          () => see({ is: "answer" }),
          (error: unknown) => see({ is: "silence", why: reason(error, answerMs) }),
        );
        if (sight.missed !== 1) await pause(signal);
      }
    };
    run.ended.then(({ how }) => see({ is: "ended", how }));
    const either = AbortSignal.any([over.signal, stopping.signal]);
    await Promise.all([looking(either), asking(either)]);
    return stopping.signal.aborted ? null : (verdict ?? null);
  }

  const life = (async () => {
    while (!stopping.signal.aborted) {
      child = launch();
      const verdict = await attend(child);
      if (verdict === null) break;
      await child.stop(0);
      if (verdict.do === "give up") {
        lament(new Refusal(`${name} ${verdict.why}.`));
        return;
      }
      say(`${name} ${verdict.why}; starting it again.`);
      await sleep(verdict.pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
      sight = launched(Date.now(), sight);
    }
    await child?.stop(GRACE_MS);
    lament(new Refusal(`${name} was stopped before it was ready.`));
  })();

  return {
    ready,
    group: () => child?.group ?? 0,
    async stop() {
      stopping.abort();
      await life;
    },
  };
}
