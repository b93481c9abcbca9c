import { type Accessor, createEffect, createMemo, createSignal, on } from "solid-js";
import type { GalleryPicture } from "#contract/generation";
import { api, problemOf } from "../api.ts";
import { leadersOf, sameWish, takesOf } from "./axes.ts";
import type { Wall } from "./wall.ts";

/** Takes of one wish that are read; more of the same words are found by the search. */
const TAKES_MOST = 60;

/** Where one picture stands: ← → among the wishes of the wall, ↑ ↓ among the takes of its own. */
export function createView(wall: Wall, id: Accessor<string>, onMove: (id: string) => void) {
  const [others, setOthers] = createSignal<ReadonlyMap<string, GalleryPicture>>(new Map());
  const [lost, setLost] = createSignal(false);
  const know = (pictures: readonly GalleryPicture[]) =>
    setOthers((known) => new Map([...known, ...pictures.map((one) => [one.id, one] as const)]));

  const byId = createMemo(() => new Map(wall.pictures().map((one) => [one.id, one])));
  const find = (wanted: string | undefined): GalleryPicture | undefined => {
    if (wanted === undefined || wall.hidden().has(wanted)) return undefined;
    const other = others().get(wanted);
    return byId().get(wanted) ?? (other && wall.asDone(other));
  };
  const picture = createMemo(() => find(id()));

  createEffect(
    on(id, async (wanted) => {
      setLost(false);
      if (find(wanted) || wall.hidden().has(wanted)) return;
      try {
        know([await api.generation(wanted)]);
      } catch (thrown) {
        if (id() === wanted) setLost(problemOf(thrown).status === 404);
      }
    }),
  );

  /** One look per wish: which of its takes the wall does not show. */
  const wish = createMemo(() => picture(), undefined, { equals: (a, b) => !!a && !!b && sameWish(a, b) });
  createEffect(
    on(wish, async (one) => {
      if (!one) return;
      const query = { styleId: one.styleId, prompt: one.prompt, status: "COMPLETED" as const, limit: TAKES_MOST };
      const page = await api.generations(query).catch(() => undefined);
      if (page) know(page.generations);
    }),
  );

  const leaders = createMemo(() => leadersOf(wall.pictures()));
  const takes = createMemo(() => {
    const now = picture();
    if (!now) return [];
    const elsewhere = [...others().values()].filter(({ id: one }) => !wall.hidden().has(one)).map(wall.asDone);
    return takesOf([...elsewhere, ...wall.pictures()], now);
  });
  const wishPlace = () => {
    const now = picture();
    return now ? leaders().findIndex((leader) => sameWish(leader, now)) : -1;
  };
  const takePlace = () => takes().findIndex((take) => take.id === id());

  const toWish = async (by: 1 | -1): Promise<void> => {
    const to = wishPlace() + by;
    if (to >= leaders().length && wall.hasMore()) await wall.more();
    const next = leaders()[to];
    if (next && to >= 0) onMove(next.id);
  };

  return {
    picture,
    find,
    lost,
    know,
    leaders,
    takes,
    wishPlace,
    takePlace,
    toWish,
    /** Nothing hangs after it, and nothing more is to come. */
    isLastWish: () => wishPlace() >= leaders().length - 1 && !wall.hasMore(),
    toTake(by: 1 | -1): void {
      const next = takes()[takePlace() + by];
      if (next) onMove(next.id);
    },
    /** What stands there when this one goes: another take, else the next wish, else the one before. */
    afterRemoval(): string | undefined {
      const take = takes()[takePlace() + 1] ?? takes()[takePlace() - 1];
      const at = wishPlace();
      return (take ?? leaders()[at + 1] ?? leaders()[at - 1])?.id;
    },
    /** The picture to lay beside this one: another take, else a neighbour. */
    partner(): string | undefined {
      return this.afterRemoval();
    },
  };
}

export type View = ReturnType<typeof createView>;
