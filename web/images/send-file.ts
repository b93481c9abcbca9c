import { ApiProblem, readProblem } from "../api.ts";

/** A line that moves nothing for so long is dead. */
const STALL_MS = 30_000;

export class SendStopped extends Error {}

/** PUTs a file to its signed link. Throws {@link ApiProblem}; `wentOut` tells whether all bytes had left by then. */
export function sendFile(url: string, file: File, onSent: (bytes: number) => void, stop: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let stall: ReturnType<typeof setTimeout>;
    const watch = () => {
      clearTimeout(stall);
      stall = setTimeout(() => request.abort(), STALL_MS);
    };
    const settle = (act: () => void) => () => {
      clearTimeout(stall);
      stop.removeEventListener("abort", abort);
      act();
    };
    const abort = () => request.abort();
    const lost = settle(() =>
      reject(stop.aborted ? new SendStopped() : new ApiProblem("The network blinked.", "OFFLINE", 0)),
    );
    request.upload.onprogress = (event) => {
      watch();
      onSent(event.loaded);
    };
    request.upload.onload = watch;
    request.onload = settle(() => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(readProblem(request.status, request.responseText, (name) => request.getResponseHeader(name)));
    });
    request.onerror = lost;
    request.onabort = lost;
    stop.addEventListener("abort", abort);
    request.open("PUT", url);
    watch();
    request.send(file);
  });
}
