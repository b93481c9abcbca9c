import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import type { StyleImage } from "#contract/images";
import type { StyleLive } from "../live/style-live.ts";
import { Modal } from "../ui/modal.tsx";
import { online } from "../ui/network.ts";
import { Picture } from "../ui/picture.tsx";
import { fileSize } from "../ui/say.ts";
import { type Chip, ImageTile } from "./image-tile.tsx";
import { removeImages } from "./remove-image.ts";
import { UploadTile } from "./upload-tile.tsx";
import { uploadsOf } from "./uploader.ts";

export interface ImageGridProps {
  styleId: string;
  live: StyleLive;
  images: StyleImage[];
  /** Ids that were removed here and can still be brought back. */
  hidden: ReadonlySet<string>;
  onHide: (id: string, hide: boolean) => void;
  columns?: 2 | 3 | 4 | 5;
  /** What readiness found, by image id. */
  chips?: ReadonlyMap<string, Chip> | undefined;
  /** Stands after the pictures. */
  last: JSX.Element;
}

const columns = {
  2: "sm:grid-cols-2",
  3: "sm:grid-cols-3",
  4: "sm:grid-cols-4",
  5: "sm:grid-cols-4 xl:grid-cols-5",
};

/** All pictures of a style, those on their way included. */
export function ImageGrid(props: ImageGridProps) {
  const [looking, look] = createSignal<StyleImage>();
  const shown = () => props.images.filter(({ id }) => !props.hidden.has(id));
  const here = createMemo(() => new Set(props.images.map(({ id }) => id)));
  const going = () =>
    uploadsOf(props.styleId).filter(({ phase, imageId }) => phase !== "done" && !here().has(imageId ?? ""));
  let renewed = 0;
  /** Signed links end: one look at the style renews them all. */
  const renew = () => {
    if (Date.now() - renewed < 60_000) return;
    renewed = Date.now();
    void props.live.refresh();
  };

  const remove = (image: StyleImage) => removeImages([image], props);

  return (
    <>
      <ul class={`grid grid-cols-3 gap-x-1.5 gap-y-3 sm:gap-x-2 sm:gap-y-4 ${columns[props.columns ?? 5]}`}>
        <For each={shown()}>
          {(image, place) => (
            <ImageTile
              image={image}
              place={place() + 1}
              chip={props.chips?.get(image.id)}
              onRemove={remove}
              onLook={look}
              onLost={renew}
            />
          )}
        </For>
        <For each={going()}>
          {(upload) => (
            <li>
              <UploadTile upload={upload} offline={!online()} />
            </li>
          )}
        </For>
        {props.last}
      </ul>
      <Modal
        open={looking() !== undefined}
        onClose={() => look(undefined)}
        title={looking()?.caption ?? "Without a caption"}
        size="xl"
      >
        <Show when={looking()}>
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
    </>
  );
}
