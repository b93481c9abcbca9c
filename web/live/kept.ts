const prefix = "artistcloner:";

/** The style that was painted in last. */
export const LAST_STYLE = "draft:last-style";

/** What the browser keeps for one key, or undefined; a full or forbidden storage is as an empty one. */
export function recall<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(prefix + key);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

export function keep(key: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // A private window may refuse: the page works on without its memory.
  }
}

/** Forgets every key that starts so. */
export function forget(start: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix + start)) localStorage.removeItem(key);
  } catch {
    // As above.
  }
}
