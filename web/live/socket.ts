import { type Frame, PING, PONG, SIGNED_OUT } from "#contract/live";
import { backoff } from "./backoff.ts";

/** The runtime closes silent sockets after about a minute; proxies are less patient. */
const PING_EVERY_MS = 25_000;
/** A pong later than this means that the line is dead though nobody said so. */
const PONG_WITHIN_MS = 8_000;
const OFFLINE_MS = 20_000;

export interface SocketEvents {
  onFrame: (frame: Frame) => void;
  onLink: (live: boolean) => void;
  /** The session has ended, here or in another tab; the socket does not come back by itself. */
  onSignedOut: () => void;
}

/** One socket that comes back by itself until it is closed. */
export function keepSocket(path: string, events: SocketEvents): () => void {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  let socket: WebSocket | undefined;
  let attempt = 0;
  let closed = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let pinging: ReturnType<typeof setInterval> | undefined;
  let doubt: ReturnType<typeof setTimeout> | undefined;

  const ping = () => {
    if (socket?.readyState !== WebSocket.OPEN) return;
    socket.send(PING);
    doubt ??= setTimeout(drop, PONG_WITHIN_MS);
  };

  const drop = () => {
    const dead = socket;
    socket = undefined;
    clearInterval(pinging);
    clearTimeout(doubt);
    doubt = undefined;
    if (dead) {
      dead.onclose = null;
      dead.onmessage = null;
      dead.close();
    }
    events.onLink(false);
    if (closed) return;
    clearTimeout(retry);
    // Without a network only the browser's word is waited for; it may be wrong, so the wait has an end.
    retry = setTimeout(open, navigator.onLine ? backoff(attempt++, Math.random()) : OFFLINE_MS);
  };

  const open = () => {
    clearTimeout(retry);
    if (closed || socket) return;
    socket = new WebSocket(url);
    socket.onclose = ({ code }) => {
      closed ||= code === SIGNED_OUT;
      drop();
      if (code === SIGNED_OUT) events.onSignedOut();
    };
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      clearTimeout(doubt);
      doubt = undefined;
      if (data === PONG) return;
      const frame = JSON.parse(data) as Frame;
      if (frame.type === "snapshot") {
        attempt = 0;
        events.onLink(true);
      }
      events.onFrame(frame);
    };
    pinging = setInterval(ping, PING_EVERY_MS);
  };

  const wake = () => {
    if (document.visibilityState === "hidden") return;
    attempt = 0;
    if (socket?.readyState === WebSocket.OPEN) ping();
    else if (!socket) open();
  };
  /** Browsers keep a socket "open" for minutes after the network went. */
  const lose = () => socket && drop();

  addEventListener("online", wake);
  addEventListener("offline", lose);
  document.addEventListener("visibilitychange", wake);
  open();

  return () => {
    closed = true;
    clearTimeout(retry);
    removeEventListener("online", wake);
    removeEventListener("offline", lose);
    document.removeEventListener("visibilitychange", wake);
    drop();
  };
}
