import { type Accessor, createMemo } from "solid-js";
import type { StyleImage } from "#contract/images";
import { api } from "../api.ts";
import { createAutosave } from "../live/autosave.ts";
import { openedStyle } from "../live/style-live.ts";
import { inOrder } from "./arrange.ts";

export interface Order {
  /** The pictures as the artist last hung them, saved or not. */
  images: Accessor<StyleImage[]>;
  ids: Accessor<string[]>;
  hang: (ids: readonly string[]) => void;
  /** Why the order could not be saved. */
  sentence: () => string | undefined;
}

const parsed = (text: string | undefined): string[] | undefined => (text === undefined ? undefined : JSON.parse(text));

/** The order of a style's pictures: it changes at once, saves itself, waits for the network and outlives a reload. */
export function createOrder(styleId: string, known: Accessor<readonly StyleImage[]>): Order {
  const draft = createAutosave(`order:${styleId}`, async (text) => {
    openedStyle(styleId)?.tell({ type: "images", ...(await api.orderImages(styleId, JSON.parse(text))) });
  });
  const images = createMemo(() => inOrder(known(), parsed(draft.text())));
  return {
    images,
    ids: () => images().map(({ id }) => id),
    hang: (ids) => draft.write(JSON.stringify(ids)),
    sentence: draft.sentence,
  };
}
