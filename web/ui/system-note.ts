/** Whether this browser can show notes outside the page, and whether the artist was asked. */
export type Permission = "unable" | "unasked" | "granted" | "denied";

export function notePermission(): Permission {
  if (!("Notification" in globalThis)) return "unable";
  return Notification.permission === "default" ? "unasked" : Notification.permission;
}

/** Asks the artist; browsers only ask in a click. */
export async function askForNotes(): Promise<Permission> {
  if (notePermission() !== "unasked") return notePermission();
  await Notification.requestPermission().catch(() => undefined);
  return notePermission();
}

export interface SystemNote {
  /** A second note of the same id takes the place of the first. */
  id: string;
  title: string;
  body?: string | undefined;
  picture?: string | undefined;
  /** Where a click leads. */
  href: string;
}

/** Shows a note outside the page, by the page itself or, where only that can (Android), by the service worker. */
export async function systemNote({ id, title, body, picture, href }: SystemNote): Promise<void> {
  if (notePermission() !== "granted") return;
  const options = { tag: id, ...(body && { body }), ...(picture && { icon: picture }) };
  try {
    const note = new Notification(title, options);
    note.onclick = () => {
      focus();
      if (location.pathname !== href) location.assign(href);
      note.close();
    };
  } catch {
    const worker = await navigator.serviceWorker?.getRegistration();
    await worker?.showNotification(title, { ...options, data: { href } }).catch(() => undefined);
  }
}
