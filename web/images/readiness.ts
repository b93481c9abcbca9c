import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup, untrack } from "solid-js";
import { keep, recall } from "../live/kept.ts";
import type { Finding } from "./readiness/finding.ts";
import type { Verdict } from "./readiness/judge.ts";
import type { Checked } from "./readiness/protocol.ts";
import type { Workbench } from "./readiness/workbench.ts";

/** A picture to look at: a file on its way, or one that hangs already and is seen by its thumbnail. */
export interface Looked {
  id: string;
  /** The id it had while it was on its way. */
  before?: string | undefined;
  source: Blob | string;
  /** Pixels of the original, when the source is a smaller copy. */
  width?: number | undefined;
  height?: number | undefined;
}

export interface Readiness {
  /** How many of the pictures were looked at. */
  looked: Accessor<number>;
  total: Accessor<number>;
  verdict: Accessor<Verdict | undefined>;
  /** Why nothing can be said, for people. */
  problem: Accessor<string | undefined>;
  /** Keeps the artist's "it is meant so" for this style, in this browser. */
  mean: (finding: Finding) => void;
  /** How many were called meant. */
  meant: Accessor<number>;
  unmean: () => void;
}

const UNABLE =
  "This browser cannot look at pictures beside the page, so nothing is judged here. Safari from 16.4 on and every other current browser can.";

/** Fewer judgements while many pictures arrive, ms. */
const SETTLE = 120;
/** A thumbnail that did not come is asked for again after so long, ms. */
const AGAIN = 5_000;

/** Looks at the pictures one after the other in a worker and judges the set anew whenever it changes. */
export function createReadiness(styleId: string, pictures: Accessor<readonly Looked[]>): Readiness {
  const place = `meant:${styleId}`;
  const [results, setResults] = createSignal<ReadonlyMap<string, Checked>>(new Map());
  const [verdict, setVerdict] = createSignal<Verdict>();
  const [problem, setProblem] = createSignal<string>();
  const [meant, setMeant] = createSignal<readonly string[]>(recall<string[]>(place) ?? []);
  const life = new AbortController();
  onCleanup(() => life.abort());

  let bench: Promise<Workbench> | undefined;
  const open = () => {
    bench ??= import("./readiness/workbench.ts").then(({ workbench }) => workbench());
    return bench;
  };
  const failed = (thrown: unknown) => {
    if (life.signal.aborted) return;
    if ((thrown as { reason?: string }).reason === "unable") setProblem(UNABLE);
  };
  const put = (change: (all: Map<string, Checked>) => void) => {
    const next = new Map(results());
    change(next);
    setResults(next);
  };

  let busy = false;
  const waits = new Map<string, number>();
  const work = async () => {
    if (busy || problem()) return;
    busy = true;
    try {
      for (;;) {
        const now = Date.now();
        const next = untrack(pictures).find(({ id }) => !results().has(id) && (waits.get(id) ?? 0) <= now);
        if (!next || life.signal.aborted) break;
        await look(next);
      }
    } catch (thrown) {
      failed(thrown);
    } finally {
      busy = false;
    }
  };

  const look = async ({ id, before, source, width, height }: Looked) => {
    const table = await open();
    const earlier = before === undefined ? undefined : results().get(before);
    if (before !== undefined && earlier !== undefined) {
      table.rename(before, id);
      return put((all) => all.set(id, earlier).delete(before));
    }
    try {
      const size = width && height ? { width, height } : {};
      const answer = await table.ask("check", { id, source, ...size }, life.signal);
      put((all) => all.set(id, answer));
    } catch (thrown) {
      if (life.signal.aborted || (thrown as { reason?: string }).reason === "unable") throw thrown;
      waits.set(id, Date.now() + AGAIN);
      setTimeout(work, AGAIN);
    }
  };

  createEffect(on(pictures, () => void work()));

  const ids = createMemo(() => pictures().flatMap(({ id }) => (results().has(id) ? [id] : [])));
  let settle: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(settle));
  createEffect(
    on([ids, meant], ([set, kept]) => {
      clearTimeout(settle);
      if (set.length === 0) return setVerdict(undefined);
      settle = setTimeout(() => {
        open()
          .then((table) => table.ask("judge", { ids: set, meant: [...kept] }, life.signal))
          .then((judged) => ids() === set && setVerdict(judged))
          .catch(failed);
      }, SETTLE);
    }),
  );

  const remember = (keys: readonly string[]) => {
    setMeant(keys);
    keep(place, keys.length > 0 ? [...keys] : undefined);
  };
  return {
    looked: () => ids().length,
    total: () => pictures().length,
    verdict,
    problem,
    mean: ({ key }) => remember([...meant(), key]),
    meant: () => meant().length,
    unmean: () => remember([]),
  };
}
