import { createSignal } from "solid-js";
import { keep, recall } from "../live/kept.ts";
import type { Notice } from "../ui/notify.ts";
import { askForNotes, notePermission, type Permission, systemNote } from "../ui/system-note.ts";

const [permission, setPermission] = createSignal<Permission>(notePermission());
const [wished, setWished] = createSignal<Record<string, true>>({});
const place = (trainingId: string) => `tell:${trainingId}`;

export const tellPermission = permission;

/** Whether the end of this training is told outside the page. */
export const willTell = (trainingId: string): boolean =>
  permission() === "granted" && (wished()[trainingId] === true || recall(place(trainingId)) === true);

/** Call it in a click: the browser may ask. */
export async function wishToBeTold(trainingId: string): Promise<void> {
  setPermission(await askForNotes());
  if (permission() !== "granted") return;
  keep(place(trainingId), true);
  setWished({ ...wished(), [trainingId]: true });
}

/** Tells the end of a training outside the page when the artist asked for it and looks elsewhere. @returns true: the page tells it too. */
export function tellOutside({ id, title, detail, picture, href }: Notice): boolean {
  const [kind, trainingId] = id?.split(":") ?? [];
  if (kind !== "training" || !trainingId || recall(place(trainingId)) !== true) return true;
  keep(place(trainingId), undefined);
  if (document.visibilityState === "hidden" || !document.hasFocus())
    void systemNote({ id: `training:${trainingId}`, title, body: detail, picture, href: href ?? "/dashboard" });
  return true;
}
