import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Frame, SIGNED_OUT } from "#contract/live";
import { keepSocket } from "../../web/live/socket.ts";

class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: string[] = [];
  onclose: ((event: { code: number }) => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  constructor(readonly url: URL) {
    FakeSocket.all.push(this);
  }
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.readyState = 3;
  }
  open(frame: Frame | string = { type: "snapshot", trainings: [], generations: [] }) {
    this.readyState = 1;
    this.hear(frame);
  }
  hear(frame: Frame | string) {
    this.onmessage?.({ data: typeof frame === "string" ? frame : JSON.stringify(frame) });
  }
  break(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const listeners = new Map<string, () => void>();
const page = {
  visibilityState: "visible",
  addEventListener: (name: string, act: () => void) => listeners.set(name, act),
  removeEventListener: (name: string) => listeners.delete(name),
};
let online = true;
const heard: Frame[] = [];
const links: boolean[] = [];
const signedOut = vi.fn();
let end: () => void = () => undefined;
const last = () => FakeSocket.all.at(-1)!;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("document", page);
  vi.stubGlobal("addEventListener", page.addEventListener);
  vi.stubGlobal("removeEventListener", page.removeEventListener);
  vi.stubGlobal("location", { href: "https://studio.test/styles/s" });
  vi.stubGlobal("navigator", {
    get onLine() {
      return online;
    },
  });
  online = true;
  FakeSocket.all = [];
  heard.length = 0;
  links.length = 0;
  end = keepSocket("/api/styles/s/live", {
    onFrame: (frame) => heard.push(frame),
    onLink: (live) => links.push(live),
    onSignedOut: () => signedOut(),
  });
});
afterEach(() => {
  end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the live socket", () => {
  it("stands with the first snapshot and passes every frame on", () => {
    expect(last().url.href).toBe("wss://studio.test/api/styles/s/live");
    last().open();
    last().hear({ type: "style-removed" });
    expect(links).toEqual([true]);
    expect(heard.map(({ type }) => type)).toEqual(["snapshot", "style-removed"]);
  });

  it("comes back after a break, later each time, and at once from the start after it stood", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    last().break();
    expect(FakeSocket.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(FakeSocket.all).toHaveLength(2);
    last().break();
    await vi.advanceTimersByTimeAsync(999);
    expect(FakeSocket.all).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSocket.all).toHaveLength(3);
    last().open();
    last().break();
    await vi.advanceTimersByTimeAsync(500);
    expect(FakeSocket.all).toHaveLength(4);
    expect(links).toEqual([false, false, true, false]);
  });

  it("gives up a line that is silent after a ping, and keeps one that answers", async () => {
    last().open();
    await vi.advanceTimersByTimeAsync(25_000);
    expect(last().sent).toEqual(["ping"]);
    last().hear("pong");
    await vi.advanceTimersByTimeAsync(8_000);
    expect(links).toEqual([true]);
    await vi.advanceTimersByTimeAsync(17_000);
    expect(last().sent).toEqual(["ping", "ping"]);
    await vi.advanceTimersByTimeAsync(8_000);
    expect(links).toEqual([true, false]);
    expect(heard).toHaveLength(1);
  });

  it("knows that the network went before the browser closes the line, and opens when it is back", () => {
    last().open();
    online = false;
    listeners.get("offline")?.();
    expect(links).toEqual([true, false]);
    online = true;
    listeners.get("online")?.();
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("asks after a sleep whether the line still lives, and not while nobody looks", () => {
    last().open();
    page.visibilityState = "hidden";
    listeners.get("visibilitychange")?.();
    expect(last().sent).toEqual([]);
    page.visibilityState = "visible";
    listeners.get("visibilitychange")?.();
    expect(last().sent).toEqual(["ping"]);
  });

  it("does not come back by itself when its session has ended, and says so", async () => {
    last().open();
    last().break(SIGNED_OUT);
    expect(signedOut).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it("ends when it is told, once and for all", async () => {
    last().open();
    end();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(FakeSocket.all).toHaveLength(1);
    expect(listeners.size).toBe(0);
  });
});
