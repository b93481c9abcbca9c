import { createSignal, onCleanup } from "solid-js";
import { createStore } from "solid-js/store";
import { problemOf } from "../api.ts";
import { backoff } from "./backoff.ts";
import { keep, recall } from "./kept.ts";

/** A pause in writing that means "done for now". */
const PAUSE_MS = 700;
/** The browser says when the network is back; it may forget to. */
const OFFLINE_MS = 20_000;

type State = "writing" | "sending" | "kept" | "refused";
interface Draft {
  text: string;
  state: State;
  /** Why it was refused, for people. */
  sentence?: string | undefined;
}

const [drafts, setDrafts] = createStore<Record<string, Draft | undefined>>({});
const [savedAt, setSavedAt] = createSignal<number>();

/** When the last text was saved; Unix milliseconds. */
export { savedAt };

interface Field {
  send: (text: string) => Promise<unknown>;
  timer?: ReturnType<typeof setTimeout> | undefined;
  tries: number;
}
const fields = new Map<string, Field>();
const storageKey = (key: string) => `unsaved:${key}`;

/** How many texts are not saved yet, and whether one of them waits for the network. */
export function unsaved(): { count: number; waiting: boolean } {
  const all = Object.values(drafts).filter((draft) => draft !== undefined && draft.state !== "refused");
  return { count: all.length, waiting: all.some((draft) => draft?.state === "kept") };
}

function schedule(key: string, wait: number): void {
  const field = fields.get(key);
  if (!field) return;
  clearTimeout(field.timer);
  field.timer = setTimeout(() => void flush(key), wait);
}

async function flush(key: string): Promise<void> {
  const field = fields.get(key);
  const draft = drafts[key];
  if (!field || !draft || draft.state === "sending") return;
  clearTimeout(field.timer);
  const { text } = draft;
  setDrafts(key, { text, state: "sending", sentence: undefined });
  try {
    await field.send(text);
    field.tries = 0;
    if (drafts[key] && drafts[key]?.text !== text) {
      setDrafts(key, "state", "writing");
      schedule(key, PAUSE_MS);
      return;
    }
    setDrafts(key, undefined);
    keep(storageKey(key), undefined);
    setSavedAt(Date.now());
  } catch (thrown) {
    const problem = problemOf(thrown);
    const passing = problem.passing || problem.code === "UNAUTHENTICATED";
    const latest = drafts[key]?.text ?? text;
    setDrafts(key, { text: latest, state: passing ? "kept" : "refused", sentence: problem.message });
    if (passing) schedule(key, navigator.onLine ? backoff(field.tries++, Math.random()) : OFFLINE_MS);
  }
}

function flushAll(): void {
  for (const key of fields.keys()) if (drafts[key] && drafts[key]?.state !== "refused") void flush(key);
}
addEventListener("online", flushAll);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") flushAll();
});

export interface Autosave {
  /** What was written and is not saved yet. */
  text: () => string | undefined;
  sentence: () => string | undefined;
  write: (text: string) => void;
  /** Sends what is written without waiting for the pause. */
  done: () => void;
}

/**
 * A text that saves itself: kept in the browser at every stroke, sent after a pause, and again until it arrives.
 * What an earlier page left unsent under the same key goes out at once.
 */
export function createAutosave(key: string, send: (text: string) => Promise<unknown>): Autosave {
  const left = recall<string>(storageKey(key));
  fields.set(key, { send, tries: 0 });
  if (left !== undefined) {
    if (drafts[key] === undefined) setDrafts(key, { text: left, state: "kept" });
    schedule(key, 0);
  }
  onCleanup(() => {
    if (drafts[key] && drafts[key]?.state !== "refused") void flush(key);
  });
  return {
    text: () => drafts[key]?.text,
    sentence: () => (drafts[key]?.state === "refused" ? drafts[key]?.sentence : undefined),
    write(text) {
      keep(storageKey(key), text);
      setDrafts(key, { text, state: drafts[key]?.state === "sending" ? "sending" : "writing", sentence: undefined });
      schedule(key, PAUSE_MS);
    },
    done: () => void flush(key),
  };
}
