import { createSignal, onCleanup, onMount } from "solid-js";

export interface Key {
  /** Held together with a plus: "Ctrl+K"; one after the other with a space: "G D"; as the browser calls them: "?", "ArrowLeft". */
  keys: string;
  /** What it does, for the sheet. */
  words: string;
  /** Absent when the page hears the key by itself and only tells of it here. */
  run?: (event: KeyboardEvent) => void;
}

export interface KeyGroup {
  title: string;
  keys: Key[];
}

/** What is held down may come late, but not later than this. */
const SEQUENCE_MS = 1_200;

const [groups, setGroups] = createSignal<KeyGroup[]>([]);

/** The keys of what is on the page now, the latest last. */
export { groups as keyGroups };

const writes = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches("input:not([type=radio],[type=checkbox],[type=range]), textarea, select"));
const floats = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("[role=dialog],[role=menu],[role=listbox]") !== null;

/** The event in the words of {@link Key.keys}; letters are capital. */
export function nameOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${key}`;
}

let before: { name: string; at: number } | undefined;

function hear(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.repeat || event.isComposing) return;
  const name = nameOf(event);
  const held = name.startsWith("Ctrl+");
  // The sheet tells of what floats too, so it opens above it.
  if ((floats(event.target) && name !== "?") || (writes(event.target) && !held)) return;
  const sequence = before && event.timeStamp - before.at < SEQUENCE_MS ? `${before.name} ${name}` : undefined;
  const find = (wanted: string | undefined) =>
    wanted === undefined
      ? undefined
      : groups()
          .flatMap(({ keys }) => keys)
          .findLast(({ keys, run }) => run && keys === wanted);
  const found = find(sequence) ?? find(name);
  before = found ? undefined : { name, at: event.timeStamp };
  if (!found) return;
  event.preventDefault();
  found.run?.(event);
}

/** Puts keys to work while the component stands, and into the sheet that `?` opens. Letters are off while somebody writes. */
export function useKeys(group: KeyGroup): void {
  onMount(() => {
    if (groups().length === 0) addEventListener("keydown", hear);
    setGroups((now) => [...now, group]);
  });
  onCleanup(() => {
    setGroups((now) => now.filter((other) => other !== group));
    if (groups().length === 0) removeEventListener("keydown", hear);
  });
}
