import { type Accessor, createSignal } from "solid-js";
import { between } from "./arrange.ts";

export interface Selection {
  /** Whether pictures are being selected; then a tap selects instead of looking. */
  on: Accessor<boolean>;
  ids: Accessor<ReadonlySet<string>>;
  start: () => void;
  end: () => void;
  set: (ids: readonly string[]) => void;
  /** `stretch`: everything from the last one touched to this one. */
  toggle: (id: string, stretch: boolean) => void;
}

/** Which pictures are selected; `order` holds those that can be, as they hang. */
export function createSelection(order: Accessor<readonly string[]>): Selection {
  const [on, setOn] = createSignal(false);
  const [picked, setPicked] = createSignal<ReadonlySet<string>>(new Set());
  let last: string | undefined;
  return {
    on,
    // What was removed meanwhile, here or in another tab, is not selected any more.
    ids: () => new Set(order().filter((id) => picked().has(id))),
    start: () => setOn(true),
    end: () => {
      setOn(false);
      setPicked(new Set<string>());
      last = undefined;
    },
    set: (ids) => {
      setOn(true);
      setPicked(new Set(ids));
    },
    toggle: (id, stretch) => {
      setOn(true);
      const next = new Set(picked());
      if (stretch && last !== undefined) for (const one of between(order(), last, id)) next.add(one);
      else if (!next.delete(id)) next.add(id);
      last = id;
      setPicked(next);
    },
  };
}
