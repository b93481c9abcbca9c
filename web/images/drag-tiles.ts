import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";

export interface DragEvents {
  /** A tile was taken up, or let go (undefined). */
  onDrag: (id: string | undefined) => void;
  /** The carried tile would hang before or after the tile `id`; undefined over none. */
  onOver: (place: { id: string; after: boolean } | undefined) => void;
  onDrop: (id: string, place: { id: string; after: boolean }) => void;
}

const KIND = "picture";

/** Lets a tile be dragged, with a mouse or after a long touch, and others be dropped beside it. @returns what undoes it. */
export function dragTile(element: HTMLElement, id: string, events: DragEvents): () => void {
  const isAfter = (clientX: number) => {
    const { left, width } = element.getBoundingClientRect();
    return clientX > left + width / 2;
  };
  const undo = [
    draggable({
      element,
      // Words are selected in a caption, not carried.
      canDrag: ({ input }) =>
        !document.elementFromPoint(input.clientX, input.clientY)?.closest("textarea, [data-no-drag]"),
      getInitialData: () => ({ kind: KIND, id }),
      onDragStart: () => events.onDrag(id),
      onDrop: ({ location, source }) => {
        events.onDrag(undefined);
        events.onOver(undefined);
        const [over] = location.current.dropTargets;
        const target = over?.data.id;
        if (typeof target === "string" && target !== source.data.id)
          events.onDrop(id, { id: target, after: over?.data.after === true });
      },
    }),
    dropTargetForElements({
      element,
      canDrop: ({ source }) => source.data.kind === KIND,
      getData: ({ input }) => ({ id, after: isAfter(input.clientX) }),
      onDrag: ({ self, source }) =>
        events.onOver(source.data.id === id ? undefined : { id, after: self.data.after === true }),
      onDragLeave: () => events.onOver(undefined),
    }),
  ];
  return () => {
    for (const end of undo) end();
  };
}
