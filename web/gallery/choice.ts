/** Which pictures are chosen, and from where a range begins. */
export interface Chosen {
  ids: ReadonlySet<string>;
  anchor: string | undefined;
}

export const nothingChosen: Chosen = { ids: new Set(), anchor: undefined };

/** A click on one picture; with `range` everything from the last click to this one takes the state this click gives. */
export function choose(chosen: Chosen, order: readonly string[], id: string, range: boolean): Chosen {
  const ids = new Set(chosen.ids);
  const from = chosen.anchor === undefined ? -1 : order.indexOf(chosen.anchor);
  const to = order.indexOf(id);
  if (range && from >= 0 && to >= 0) {
    for (const one of order.slice(Math.min(from, to), Math.max(from, to) + 1)) ids.add(one);
    return { ids, anchor: chosen.anchor };
  }
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id };
}
