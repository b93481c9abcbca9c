export type UploadPhase = "waiting" | "asking" | "sending" | "confirming" | "done" | "failed";

/** One file on its way into a style. */
export interface Upload {
  key: string;
  styleId: string;
  name: string;
  /** Bytes. */
  size: number;
  /** Where it is to hang among the style's pictures. */
  position: number;
  phase: UploadPhase;
  /** Bytes that went out. */
  sent: number;
  imageId: string | null;
  uploadUrl: string | null;
  /** Until when the link is good; Unix milliseconds. */
  linkUntil: number;
  /** The bytes may have arrived although nobody said so: ask before sending them again. */
  maybeThere: boolean;
  /** Passing failures in a row. */
  stumbles: number;
  /** Not to be touched before; Unix milliseconds. */
  notBefore: number;
  /** Why it failed, for people. */
  problem: string | null;
}

export type UploadEvent =
  | { type: "added"; uploads: readonly Upload[] }
  | { type: "started"; key: string; step: UploadStep }
  | { type: "linked"; key: string; imageId: string; uploadUrl: string; until: number }
  | { type: "progress"; key: string; sent: number }
  | { type: "sent"; key: string }
  | { type: "confirmed"; key: string }
  | { type: "stumbled"; key: string; until: number; maybeThere?: boolean }
  | { type: "link-lost"; key: string }
  | { type: "not-there"; key: string }
  | { type: "refused"; key: string; problem: string }
  | { type: "retry"; keys: readonly string[] }
  | { type: "dropped"; keys: readonly string[] }
  | { type: "woken" };

export type UploadStep = "ask" | "send" | "confirm";

export const newUpload = (key: string, styleId: string, name: string, size: number, position = 0): Upload => ({
  key,
  styleId,
  name,
  size,
  position,
  phase: "waiting",
  sent: 0,
  imageId: null,
  uploadUrl: null,
  linkUntil: 0,
  maybeThere: false,
  stumbles: 0,
  notBefore: 0,
  problem: null,
});

const working: Record<UploadStep, UploadPhase> = { ask: "asking", send: "sending", confirm: "confirming" };

function change(upload: Upload, event: Exclude<UploadEvent, { type: "added" | "dropped" }>): Upload {
  switch (event.type) {
    case "started":
      return { ...upload, phase: working[event.step], sent: event.step === "send" ? 0 : upload.sent };
    case "linked":
      return {
        ...upload,
        phase: "waiting",
        imageId: event.imageId,
        uploadUrl: event.uploadUrl,
        linkUntil: event.until,
        maybeThere: false,
        stumbles: 0,
      };
    case "progress":
      return upload.phase === "sending" ? { ...upload, sent: Math.min(upload.size, event.sent) } : upload;
    case "sent":
      return { ...upload, phase: "waiting", sent: upload.size, maybeThere: true, stumbles: 0 };
    case "confirmed":
      return { ...upload, phase: "done", sent: upload.size, problem: null };
    case "stumbled":
      return {
        ...upload,
        phase: "waiting",
        maybeThere: upload.maybeThere || event.maybeThere === true,
        stumbles: upload.stumbles + 1,
        notBefore: event.until,
      };
    case "link-lost":
      return { ...upload, phase: "waiting", uploadUrl: null, linkUntil: 0, sent: 0 };
    case "not-there":
      return { ...upload, phase: "waiting", maybeThere: false, sent: 0 };
    case "refused":
      return { ...upload, phase: "failed", problem: event.problem };
    case "retry":
      return upload.phase === "failed"
        ? { ...newUpload(upload.key, upload.styleId, upload.name, upload.size, upload.position) }
        : { ...upload, notBefore: 0 };
    case "woken":
      return upload.phase === "waiting" ? { ...upload, notBefore: 0 } : upload;
  }
}

/** The queue after an event; nothing happens to a file that is done or was dropped. */
export function advance(queue: readonly Upload[], event: UploadEvent): readonly Upload[] {
  switch (event.type) {
    case "added": {
      const known = new Set(queue.map(({ key }) => key));
      return [...queue, ...event.uploads.filter(({ key }) => !known.has(key))];
    }
    case "dropped":
      return queue.filter(({ key }) => !event.keys.includes(key));
    case "retry":
      return queue.map((upload) => (event.keys.includes(upload.key) ? change(upload, event) : upload));
    case "woken":
      return queue.map((upload) => change(upload, event));
    default:
      return queue.map((upload) =>
        upload.key === event.key && upload.phase !== "done" ? change(upload, event) : upload,
      );
  }
}

/** What a waiting file needs next. */
export function nextStep(upload: Upload, now: number): UploadStep {
  if (upload.maybeThere && upload.imageId !== null) return "confirm";
  return upload.uploadUrl !== null && now < upload.linkUntil ? "send" : "ask";
}

/** More at once do not go faster over one line, and the Worker has others to serve. */
export const PARALLEL = 4;

const busy = (upload: Upload) =>
  upload.phase === "asking" || upload.phase === "sending" || upload.phase === "confirming";

/** The files to take up now, in the order they came. */
export function due(queue: readonly Upload[], now: number): Upload[] {
  const free = PARALLEL - queue.filter(busy).length;
  return queue.filter(({ phase, notBefore }) => phase === "waiting" && notBefore <= now).slice(0, Math.max(0, free));
}

/** When the queue wants to be looked at again; undefined when nothing waits for a time. */
export function wakeAt(queue: readonly Upload[], now: number): number | undefined {
  const times = queue.filter(({ phase, notBefore }) => phase === "waiting" && notBefore > now).map((u) => u.notBefore);
  return times.length > 0 ? Math.min(...times) : undefined;
}

export interface UploadSum {
  total: number;
  done: number;
  failed: number;
  /** 0–1 of all bytes. */
  share: number;
  /** Files that fell over a passing trouble and wait for another try. */
  stumbling: number;
}

export function sum(queue: readonly Upload[]): UploadSum {
  const bytes = queue.reduce((all, { size }) => all + size, 0);
  const sent = queue.reduce((all, upload) => all + (upload.phase === "failed" ? 0 : upload.sent), 0);
  return {
    total: queue.length,
    done: queue.filter(({ phase }) => phase === "done").length,
    failed: queue.filter(({ phase }) => phase === "failed").length,
    share: bytes === 0 ? 0 : sent / bytes,
    stumbling: queue.filter(({ phase, stumbles }) => phase === "waiting" && stumbles > 0).length,
  };
}
