import { createMemo, For, lazy, Show, Suspense } from "solid-js";
import { MAX_IMAGES } from "#contract/styles";
import { ImageDropzone } from "../images/image-dropzone.tsx";
import { ImageGrid } from "../images/image-grid.tsx";
import type { Chip } from "../images/image-tile.tsx";
import type { Intake } from "../images/intake.ts";
import type { Order } from "../images/order.ts";
import { createSelection } from "../images/selection.ts";
import { UploadProgress } from "../images/upload-progress.tsx";
import { uploadsOf } from "../images/uploader.ts";
import type { StyleLive } from "../live/style-live.ts";
import { Button } from "../ui/button.tsx";
import { count } from "../ui/say.ts";

const PictureTools = lazy(async () => ({ default: (await import("../images/picture-tools.tsx")).PictureTools }));

interface StylePicturesProps {
  styleId: string;
  live: StyleLive;
  order: Order;
  intake: Intake;
  /** It learns just now. */
  running: boolean;
  chips: ReadonlyMap<string, Chip> | undefined;
  onTheWay: number;
  onHide: (id: string, hide: boolean) => void;
}

/** The wall of a style: its pictures, those on their way, and what can be done with many. */
export function StylePictures(props: StylePicturesProps) {
  const shown = () => props.order.images();
  const selection = createSelection(() => props.order.ids());
  const room = () => MAX_IMAGES - shown().length;
  const any = createMemo(() => shown().length + uploadsOf(props.styleId).length > 0);
  return (
    <>
      <div class="mb-3.5 flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h2>{props.running ? `Your ${count(shown().length, "original")}` : count(shown().length, "picture")}</h2>
        <p class="mono text-foreground-secondary">
          {props.running
            ? "captions you change now are for the next training"
            : room() > 0
              ? `20 to 40, room for ${room()} more`
              : "40 of 40, more would not teach it more"}
        </p>
        <Show when={shown().length > 1}>
          <Suspense fallback={<div class="ml-auto h-8" />}>
            <PictureTools
              styleId={props.styleId}
              live={props.live}
              order={props.order}
              selection={selection}
              onHide={props.onHide}
            />
          </Suspense>
        </Show>
      </div>
      <UploadProgress styleId={props.styleId} />
      <Words intake={props.intake} />
      <Show
        when={any()}
        fallback={<ImageDropzone currentCount={0} onFilesAccepted={(files) => void props.intake.add(files)} />}
      >
        <ImageGrid
          styleId={props.styleId}
          live={props.live}
          order={props.order}
          selection={selection}
          onHide={props.onHide}
          chips={props.chips}
          last={
            <Show when={room() - props.onTheWay > 0}>
              <li>
                <ImageDropzone
                  tile
                  currentCount={shown().length + props.onTheWay}
                  onFilesAccepted={(files) => void props.intake.add(files)}
                />
              </li>
            </Show>
          }
        />
      </Show>
    </>
  );
}

function Words(props: { intake: Intake }) {
  return (
    <>
      <Show when={props.intake.converting()}>
        {(sentence) => (
          <p class="mb-4 text-foreground-secondary text-small" role="status">
            {sentence()}
          </p>
        )}
      </Show>
      <Show when={props.intake.said().length + props.intake.refused().length > 0}>
        <div class="mb-4 flex items-center gap-3">
          <div class="flex-1 text-small">
            <ul class="text-foreground-secondary" role="status">
              <For each={props.intake.said()}>{(sentence) => <li>{sentence}</li>}</For>
            </ul>
            <ul class="text-warning" role="alert">
              <For each={props.intake.refused()}>{(sentence) => <li>{sentence}</li>}</For>
            </ul>
          </div>
          <Button variant="ghost" size="sm" onClick={props.intake.seen}>
            I see
          </Button>
        </div>
      </Show>
    </>
  );
}
