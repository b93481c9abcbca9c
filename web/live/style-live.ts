import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import type { Style } from "#contract/styles";
import { type ApiProblem, api, problemOf } from "../api.ts";
import { type News, nothingKnown, reduce, type StyleState } from "./reduce.ts";
import { keepSocket } from "./socket.ts";

export interface StyleLive {
  state: StyleState;
  /** The socket stands; while it does not, what is shown may be late. */
  linked: Accessor<boolean>;
  /** Goes up with every snapshot: lists that frames do not cover are read again then. */
  epoch: Accessor<number>;
  /** Why the style could not be read, when it never was. */
  problem: Accessor<ApiProblem | undefined>;
  tell: (news: News) => void;
  refresh: () => Promise<void>;
}

type Watcher = (before: StyleState, after: StyleState) => void;
const watchers = new Set<Watcher>();

/** Calls `watch` at every change of every style that is open here. */
export function watchStyles(watch: Watcher): () => void {
  watchers.add(watch);
  return () => watchers.delete(watch);
}

/** A first paint does not wait longer for the socket than this. */
const HEAD_START_MS = 600;
/** A style left for another of its pages keeps its socket meanwhile. */
const LINGER_MS = 15_000;

const introduced = new Map<string, Style>();

/** A style that was just made here is known before anybody asks for it. */
export function introduce(style: Style): void {
  introduced.set(style.id, style);
}

function openStyle(id: string): StyleLive & { close: () => void } {
  let truth: StyleState = { ...nothingKnown, style: introduced.get(id) ?? null };
  const [state, setState] = createStore<StyleState>(structuredClone(truth));
  const [linked, setLinked] = createSignal(false);
  const [epoch, setEpoch] = createSignal(0);
  const [problem, setProblem] = createSignal<ApiProblem>();

  const tell = (news: News) => {
    const before = truth;
    truth = reduce(truth, news, Date.now());
    if (truth === before) return;
    for (const watch of watchers) watch(before, truth);
    setState(reconcile(structuredClone(truth), { key: "id", merge: true }));
  };

  let reading: Promise<void> | undefined;
  const refresh = () => {
    const since = Object.keys(truth.images);
    reading ??= api
      .style(id)
      .then((detail) => {
        setProblem(undefined);
        tell({ type: "detail", detail, since });
      })
      .catch((thrown: unknown) => {
        const told = problemOf(thrown);
        if (told.status === 404 && truth.style) tell({ type: "style-removed" });
        else setProblem(told);
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };

  const headStart = setTimeout(() => void refresh(), HEAD_START_MS);
  const close = keepSocket(`/api/styles/${encodeURIComponent(id)}/live`, {
    onLink: setLinked,
    onSignedOut: () => void api.me().catch(() => {}),
    onFrame(frame) {
      tell(frame);
      if (frame.type !== "snapshot") return;
      clearTimeout(headStart);
      setEpoch((count) => count + 1);
      void (reading ?? Promise.resolve()).then(refresh);
    },
  });

  return {
    state,
    linked,
    epoch,
    problem,
    tell,
    refresh,
    close: () => {
      clearTimeout(headStart);
      close();
    },
  };
}

interface Open {
  live: ReturnType<typeof openStyle>;
  users: number;
  lingering?: ReturnType<typeof setTimeout>;
}
const opened = new Map<string, Open>();

function take(id: string): StyleLive {
  const entry = opened.get(id) ?? { live: openStyle(id), users: 0 };
  opened.set(id, entry);
  clearTimeout(entry.lingering);
  entry.users += 1;
  return entry.live;
}

function release(id: string): void {
  const entry = opened.get(id);
  if (!entry) return;
  entry.users -= 1;
  if (entry.users > 0) return;
  entry.lingering = setTimeout(() => {
    entry.live.close();
    opened.delete(id);
  }, LINGER_MS);
}

/** What is known of a style that is open on this page, without opening it. */
export const openedStyle = (id: string): StyleLive | undefined => opened.get(id)?.live;

/** The live view of one style; its socket is shared by all who look at it. */
export function useStyleLive(id: Accessor<string>): Accessor<StyleLive> {
  return createMemo(() => {
    const now = id();
    const live = take(now);
    onCleanup(() => release(now));
    return live;
  });
}

/** Live views of several styles, opened and released with the list. */
export function useStylesLive(ids: Accessor<string[]>): Accessor<Record<string, StyleLive>> {
  const [lives, setLives] = createSignal<Record<string, StyleLive>>({});
  createEffect(() => {
    const now = ids();
    setLives(Object.fromEntries(now.map((id) => [id, take(id)])));
    onCleanup(() => now.forEach(release));
  });
  return lives;
}
