import { createStore, reconcile } from "solid-js/store";
import type { StyleImage } from "#contract/images";
import { me } from "../accounts/session.ts";
import { api, problemOf } from "../api.ts";
import { backoff } from "../live/backoff.ts";
import { openedStyle } from "../live/style-live.ts";
import { sortFiles } from "./check-file.ts";
import { advance, due, newUpload, nextStep, type Upload, type UploadEvent, type UploadStep, wakeAt } from "./queue.ts";
import { SendStopped, sendFile } from "./send-file.ts";
import { adopt, shelter, shelterLink, unshelter } from "./shelter.ts";

/** Eyes see no more often how far a file is, and forty bars are drawn by one page. */
const TOLD_EVERY_MS = 150;

/** A link is good for ten minutes; one that is nearly over is not begun. */
const LINK_GOOD_MS = 9 * 60_000;

const [state, setState] = createStore<{ uploads: Upload[]; missing: { key: string; styleId: string; name: string }[] }>(
  {
    uploads: [],
    missing: [],
  },
);

let queue: readonly Upload[] = [];
const files = new Map<string, File>();
const previews = new Map<string, string>();
const stops = new Map<string, AbortController>();
/** Image id → the key it had on its way. */
const keys = new Map<string, string>();
/** Image id → the file's own preview, to stand in until the thumbnail is here. */
const standIns = new Map<string, string>();
let alarm: ReturnType<typeof setTimeout> | undefined;

function apply(event: UploadEvent): void {
  queue = advance(queue, event);
  setState("uploads", reconcile(structuredClone(queue) as Upload[], { key: "key", merge: true }));
}

function step(event: UploadEvent): void {
  apply(event);
  work();
}

function work(): void {
  clearTimeout(alarm);
  if (!navigator.onLine) return;
  const now = Date.now();
  for (const upload of due(queue, now)) void take(upload, nextStep(upload, now));
  const next = wakeAt(queue, now);
  if (next !== undefined) alarm = setTimeout(work, next - now);
}

async function take(upload: Upload, doing: UploadStep): Promise<void> {
  const { key, styleId } = upload;
  const file = files.get(key);
  if (!file) return;
  apply({ type: "started", key, step: doing });
  try {
    if (doing === "ask") {
      const { name, position } = upload;
      const link = await api.presign({ styleId, filename: name.slice(0, 255), contentType: file.type, position });
      const until = Date.now() + LINK_GOOD_MS;
      void shelterLink(key, { imageId: link.imageId, uploadUrl: link.uploadUrl, until });
      step({ type: "linked", key, imageId: link.imageId, uploadUrl: link.uploadUrl, until });
    } else if (doing === "send") {
      recognise(upload.imageId ?? "", key);
      const stop = new AbortController();
      stops.set(key, stop);
      let told = 0;
      const report = (sent: number) => {
        if (Date.now() - told < TOLD_EVERY_MS) return;
        told = Date.now();
        apply({ type: "progress", key, sent });
      };
      await sendFile(upload.uploadUrl ?? "", file, report, stop.signal);
      step({ type: "sent", key });
    } else {
      arrive(upload, await api.confirm(styleId, { imageId: upload.imageId ?? "" }));
    }
  } catch (thrown) {
    if (!(thrown instanceof SendStopped)) step(afterFailure(key, doing, thrown));
  } finally {
    stops.delete(key);
  }
}

/** The room's frame may come before the answer to `confirm`: the picture has its preview by then. */
function recognise(imageId: string, key: string): void {
  const preview = previews.get(key);
  if (preview) standIns.set(imageId, preview);
  keys.set(imageId, key);
}

function arrive({ key, styleId }: Upload, image: StyleImage): void {
  recognise(image.id, key);
  openedStyle(styleId)?.tell({ type: "image", image });
  files.delete(key);
  void unshelter([key]);
  step({ type: "confirmed", key });
  // A queue that is through makes room for the next one's count.
  if (queue.every((upload) => upload.styleId !== styleId || upload.phase === "done"))
    apply({ type: "dropped", keys: queue.filter((upload) => upload.styleId === styleId).map((upload) => upload.key) });
}

/** A file that ends too early so often is not cut by the network: it is so on the artist's disk. */
const CUT_TRIES = 2;

/** What a failure means for the file: most pass, some need another link, the rest is for the artist to mend. */
function afterFailure(key: string, doing: UploadStep, thrown: unknown): UploadEvent {
  const problem = problemOf(thrown);
  const tries = queue.find((upload) => upload.key === key)?.stumbles ?? 0;
  switch (problem.code) {
    case "ALREADY_UPLOADED":
      return { type: "sent", key };
    case "NOT_UPLOADED":
      return { type: "not-there", key };
    case "UPLOAD_LINK_EXPIRED":
      return { type: "link-lost", key };
  }
  const cutOnTheWay = problem.code === "FILE_TRUNCATED" && tries < CUT_TRIES;
  if (problem.passing || problem.code === "UNAUTHENTICATED" || cutOnTheWay) {
    const wait = problem.retryAfter === undefined ? backoff(tries, Math.random()) : problem.retryAfter * 1000;
    const maybeThere = doing === "send" && problem.status === 0;
    return { type: "stumbled", key, until: Date.now() + wait, maybeThere };
  }
  return { type: "refused", key, problem: problem.message };
}

addEventListener("online", () => step({ type: "woken" }));
addEventListener("beforeunload", (event) => {
  if (queue.some(({ phase }) => phase !== "done" && phase !== "failed")) event.preventDefault();
});

/** The files on their way into a style, in the order they came. */
export const uploadsOf = (styleId: string): Upload[] => state.uploads.filter((upload) => upload.styleId === styleId);

/** Names of files that were on their way when the page was left, and whose bytes the browser did not keep. */
export const missingOf = (styleId: string) => state.missing.filter((entry) => entry.styleId === styleId);

export const previewOf = (key: string): string | undefined => previews.get(key);
export const fileOf = (key: string): File | undefined => files.get(key);
export const filesOnTheWay = (styleId: string): File[] =>
  queue.flatMap((upload) => (upload.styleId === styleId ? (files.get(upload.key) ?? []) : []));
export const keyOf = (imageId: string): string | undefined => keys.get(imageId);
export const standInOf = (imageId: string): string | undefined => standIns.get(imageId);

/** The place of the last picture that hangs in a style or is on its way there; −1 when there is none. */
function lastPlace(styleId: string): number {
  const hanging = Object.values(openedStyle(styleId)?.state.images ?? {});
  const coming = queue.filter((upload) => upload.styleId === styleId);
  return [...hanging, ...coming].reduce((last, { position }) => Math.max(last, position), -1);
}

/** Puts files into the queue, to hang in the order they were chosen; returns the sentences for those that stay out. `room`: how many more the style takes. */
export function addFiles(styleId: string, incoming: readonly File[], room: number): string[] {
  const waiting = queue.filter((upload) => upload.styleId === styleId && upload.phase !== "done");
  const again = (file: File) =>
    waiting.some(({ name, size, phase }) => name === file.name && size === file.size && phase !== "failed");
  const { accepted, refused } = sortFiles(
    incoming.filter((file) => !again(file)),
    room - waiting.length,
  );
  const first = lastPlace(styleId) + 1;
  const uploads = accepted.map((file, at) => {
    const position = first + at;
    const key = crypto.randomUUID();
    files.set(key, file);
    previews.set(key, URL.createObjectURL(file));
    const userId = me()?.user.id;
    if (userId) void shelter({ key, userId, styleId, name: file.name, size: file.size, position }, file);
    return newUpload(key, styleId, file.name, file.size, position);
  });
  const names = new Set(accepted.map(({ name }) => name));
  forgetMissing(
    state.missing.filter((entry) => entry.styleId === styleId && names.has(entry.name)).map(({ key }) => key),
  );
  step({ type: "added", uploads });
  return refused;
}

export function retryUploads(keys: readonly string[]): void {
  step({ type: "retry", keys });
}

export function dropUploads(keys: readonly string[]): void {
  for (const key of keys) {
    stops.get(key)?.abort();
    files.delete(key);
  }
  void unshelter(keys);
  step({ type: "dropped", keys });
}

export function forgetMissing(keys: readonly string[]): void {
  if (keys.length === 0) return;
  void unshelter(keys);
  setState("missing", (all) => all.filter(({ key }) => !keys.includes(key)));
}

const unsent = () => queue.filter(({ phase }) => phase !== "done").map(({ key }) => key);

/** How many pictures have not arrived yet, in all styles. */
export const unsentUploads = (): number => unsent().length;

/** Nothing of this artist stays in the browser. */
export async function dropAllUploads(): Promise<void> {
  dropUploads(unsent());
  for (const url of [...previews.values()]) URL.revokeObjectURL(url);
  previews.clear();
  standIns.clear();
  const { forgetMeasures } = await import("./readiness/memory.ts");
  await forgetMeasures();
}

/** Goes on with what an earlier page of this user left unfinished. */
export async function resumeUploads(userId: string): Promise<void> {
  const found = await adopt(userId);
  const whole = found.filter((entry): entry is typeof entry & { file: File } => entry.file !== null);
  for (const { key, file } of whole) {
    files.set(key, file);
    previews.set(key, URL.createObjectURL(file));
  }
  const lost = found.filter(({ file }) => file === null).map(({ key, styleId, name }) => ({ key, styleId, name }));
  setState("missing", (all) => [...all, ...lost]);
  step({
    type: "added",
    uploads: whole.map(({ key, styleId, name, size, position, link }) => ({
      ...newUpload(key, styleId, name, size, position),
      // The last page may have ended between the bytes and the answer: the Worker knows.
      ...(link && { imageId: link.imageId, uploadUrl: link.uploadUrl, linkUntil: link.until, maybeThere: true }),
    })),
  });
}
