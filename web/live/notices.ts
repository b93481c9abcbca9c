import { createRoot, createSignal } from "solid-js";
import { keep, recall } from "./kept.ts";

/** What a toast said, as the list keeps it. */
export interface KeptNotice {
  id: string;
  /** Unix milliseconds of this machine. */
  at: number;
  title: string;
  detail?: string | undefined;
  /** Where it leads. */
  href?: string | undefined;
  picture?: string | undefined;
  unread: boolean;
}

/** More than a person scrolls through. */
const KEPT = 50;

const keyOf = (userId: string) => `notices:${userId}`;

/** The kept notices of one artist in this browser, newest first; tabs stay in step. */
export function keptNotices(userId: string) {
  const key = keyOf(userId);
  const read = () => recall<KeptNotice[]>(key) ?? [];
  const [list, setList] = createSignal(read());
  const write = (change: (now: KeptNotice[]) => KeptNotice[]) => {
    // Another tab may have written since: what it kept is the truth to change.
    const next = change(read()).slice(0, KEPT);
    keep(key, next);
    setList(next);
  };
  return {
    list,
    unread: () => list().filter((notice) => notice.unread).length,
    /** False if it is there already, such as by another tab. */
    add(notice: Omit<KeptNotice, "unread">): boolean {
      if (read().some(({ id }) => id === notice.id)) return false;
      write((now) => [{ ...notice, unread: true }, ...now]);
      return true;
    },
    markRead: () => write((now) => now.map((notice) => ({ ...notice, unread: false }))),
    clear: () => write(() => []),
    /** Another tab wrote. */
    reread: () => setList(read()),
    key,
  };
}

export type Notices = ReturnType<typeof keptNotices>;

const opened = new Map<string, Notices>();

/** The one list of this tab for an artist. */
export function noticesOf(userId: string): Notices {
  const known = opened.get(userId);
  if (known) return known;
  const notices = createRoot(() => keptNotices(userId));
  opened.set(userId, notices);
  if (typeof addEventListener === "function")
    addEventListener("storage", (event) => {
      if (event.key === null || event.key.endsWith(notices.key)) notices.reread();
    });
  return notices;
}
