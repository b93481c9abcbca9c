import { Show } from "solid-js";
import type { StyleImage } from "#contract/images";
import { Modal } from "../ui/modal.tsx";
import { Picture } from "../ui/picture.tsx";
import { fileSize } from "../ui/say.ts";

/** One picture as large as the screen allows, with what its file says. */
export function ImageLook(props: { image: StyleImage | undefined; onClose: () => void }) {
  return (
    <Modal
      open={props.image !== undefined}
      onClose={props.onClose}
      title={props.image?.caption ?? "Without a caption"}
      size="xl"
    >
      <Show when={props.image}>
        {(image) => (
          <>
            <Picture
              src={image().originalUrl}
              alt={image().caption ?? ""}
              eager
              class="mx-auto mt-4 max-h-[66dvh] w-fit [&>img]:max-h-[66dvh] [&>img]:w-auto"
              width={image().width}
              height={image().height}
              standIn={image().thumbnailUrl}
            />
            <p class="mono mt-3 text-foreground-secondary">
              {image().filename}, {image().width} × {image().height}, {fileSize(image().sizeBytes)}
            </p>
          </>
        )}
      </Show>
    </Modal>
  );
}
