import type { StyleImage } from "#contract/images";
import { api, problemOf } from "../api.ts";
import type { StyleLive } from "../live/style-live.ts";
import { type Notice, notify, undoable } from "../ui/notify.ts";

export interface Removal {
  live: StyleLive;
  onHide: (id: string, hide: boolean) => void;
  /** What the toast says; "Picture removed" otherwise. */
  notice?: Omit<Notice, "act">;
  onUndo?: () => void;
}

/** Takes pictures off the wall at once and deletes them when the time to undo has passed. */
export function removeImages(images: readonly StyleImage[], { live, onHide, notice, onUndo }: Removal): void {
  const [first] = images;
  if (!first) return;
  const back = (image: StyleImage) => onHide(image.id, false);
  for (const { id } of images) onHide(id, true);
  const title = images.length === 1 ? "Picture removed" : `${images.length} pictures removed`;
  undoable(
    notice ?? { title, detail: first.caption ?? undefined, picture: first.thumbnailUrl },
    (last) => {
      for (const image of images) {
        api
          .deleteImage(image.styleId, image.id, last)
          .then(() => live.tell({ type: "image-removed", imageId: image.id, rev: image.rev + 1 }))
          .catch((thrown: unknown) => {
            const problem = problemOf(thrown);
            if (problem.status === 404) return;
            back(image);
            notify({ title: "The picture is still there", detail: problem.message, picture: image.thumbnailUrl });
          });
      }
    },
    () => {
      images.forEach(back);
      onUndo?.();
    },
  );
}
