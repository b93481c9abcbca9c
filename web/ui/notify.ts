/** What a toast says and offers. */
export interface Notice {
  title: string;
  detail?: string | undefined;
  /** A small picture of what it is about. */
  picture?: string | undefined;
  act?: { label: string; run: () => void } | undefined;
  /** The page it is about; the list leads there as long as it is kept. */
  href?: string | undefined;
  /** The same id is told once, by whichever tab is first. */
  id?: string | undefined;
}

/** Long enough to read two lines and reach for the act. */
export const NOTICE_STAYS_MS = 6_000;

/** Returns false when the notice is known already, and then it is not shown. */
type Listener = (notice: Notice) => boolean;
const listeners = new Set<Listener>();

/** Hears every notice before it is shown. Returns what stops it. */
export function onNotice(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows a toast; its code comes by its own chunk with the first one. */
export function notify(notice: Notice): void {
  for (const listener of listeners) if (!listener(notice)) return;
  void import("./toast.tsx").then((toast) => toast.show(notice));
}

interface Pending {
  run: (last: boolean) => void;
  timer: ReturnType<typeof setTimeout>;
}
const pending = new Set<Pending>();

/**
 * Does `run` after the time to undo has passed, at once when the page goes away (`last` is then true), and not at all after `undo`.
 */
export function undoable(notice: Omit<Notice, "act">, run: (last: boolean) => void, undo: () => void): void {
  const entry: Pending = {
    run,
    timer: setTimeout(() => {
      pending.delete(entry);
      run(false);
    }, NOTICE_STAYS_MS + 500),
  };
  pending.add(entry);
  notify({
    ...notice,
    act: {
      label: "Undo",
      run: () => {
        if (!pending.delete(entry)) return;
        clearTimeout(entry.timer);
        undo();
      },
    },
  });
}

addEventListener("pagehide", () => {
  for (const entry of pending) {
    clearTimeout(entry.timer);
    entry.run(true);
  }
  pending.clear();
});
