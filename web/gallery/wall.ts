import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { GalleryPicture } from "#contract/generation";
import { type ApiProblem, api, problemOf } from "../api.ts";
import { addPage, mergeTop } from "./merge.ts";

const PAGE = 100;
/** Pictures of one wish come one after the other: one look for all of them. */
const SOON_MS = 500;

/** The artist's pictures that fit a query, page by page, with what was done to them here shown at once. */
export function createWall(query: Accessor<Record<string, string>>) {
  const [all, setAll] = createSignal<GalleryPicture[]>([]);
  const [total, setTotal] = createSignal<number>();
  const [cursor, setCursor] = createSignal<string | null>(null);
  const [state, setState] = createSignal<"first" | "new" | "more" | "idle">("first");
  const [problem, setProblem] = createSignal<ApiProblem>();
  const [hidden, setHidden] = createSignal<ReadonlySet<string>>(new Set());
  const [hearts, setHearts] = createSignal<ReadonlyMap<string, boolean>>(new Map());
  /** What hangs answers an older query than the one that was asked last. */
  const [stale, setStale] = createSignal(false);
  let turn = 0;

  const load = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    setState(all().length === 0 && total() === undefined ? "first" : "new");
    setProblem(undefined);
    try {
      const page = await api.generations({ ...query(), total: "true", limit: PAGE });
      if (mine !== turn) return;
      setAll(page.generations);
      setTotal(page.total ?? page.generations.length);
      setCursor(page.nextCursor);
      setStale(false);
    } catch (thrown) {
      if (mine !== turn) return;
      setProblem(problemOf(thrown));
      setStale(true);
    } finally {
      if (mine === turn) setState("idle");
    }
  };

  const more = async (): Promise<void> => {
    const from = cursor();
    if (from === null || stale() || state() !== "idle") return;
    const mine = turn;
    setState("more");
    setProblem(undefined);
    try {
      const page = await api.generations({ ...query(), cursor: from, limit: PAGE });
      if (mine !== turn) return;
      setAll((known) => addPage(known, page.generations));
      setCursor(page.nextCursor);
    } catch (thrown) {
      if (mine === turn) setProblem(problemOf(thrown));
    } finally {
      if (mine === turn) setState("idle");
    }
  };

  /** Reads the newest page again, without a word when it fails: what hangs stays true. */
  const refresh = async (): Promise<void> => {
    const mine = turn;
    const page = await api.generations({ ...query(), total: "true", limit: PAGE }).catch(() => undefined);
    if (!page || mine !== turn || stale()) return;
    if (all().length <= PAGE) setCursor(page.nextCursor);
    setAll((known) => mergeTop(known, page.generations, page.nextCursor === null));
    setTotal(page.total ?? undefined);
  };

  let soon: ReturnType<typeof setTimeout> | undefined;
  const refreshSoon = () => {
    clearTimeout(soon);
    soon = setTimeout(() => void refresh(), SOON_MS);
  };
  onCleanup(() => clearTimeout(soon));

  createEffect(
    on(
      () => JSON.stringify(query()),
      () => void load(),
    ),
  );

  const asDone = (picture: GalleryPicture): GalleryPicture => {
    const heart = hearts().get(picture.id);
    return heart === undefined || heart === picture.favourite ? picture : { ...picture, favourite: heart };
  };
  const pictures = createMemo(() =>
    all()
      .filter(({ id }) => !hidden().has(id))
      .map(asDone),
  );

  return {
    pictures,
    /** A picture that hangs elsewhere, with what was done to it here. */
    asDone,
    hidden,
    /** How many fit in all, those on later pages too. */
    total: () => {
      const known = total();
      return known === undefined ? undefined : known - all().filter(({ id }) => hidden().has(id)).length;
    },
    state,
    hasMore: () => cursor() !== null && !stale(),
    problem,
    stale,
    load,
    more,
    refresh,
    refreshSoon,
    hide(ids: readonly string[], hiding: boolean): void {
      setHidden((now) => {
        const next = new Set(now);
        for (const id of ids) hiding ? next.add(id) : next.delete(id);
        return next;
      });
    },
    mark(id: string, favourite: boolean | undefined): void {
      setHearts((now) => {
        const next = new Map(now);
        favourite === undefined ? next.delete(id) : next.set(id, favourite);
        return next;
      });
    },
  };
}

export type Wall = ReturnType<typeof createWall>;
