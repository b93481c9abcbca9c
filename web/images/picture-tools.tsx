import ArrowLeft from "lucide-solid/icons/arrow-left";
import ArrowRight from "lucide-solid/icons/arrow-right";
import PenLine from "lucide-solid/icons/pen-line";
import { createMemo, createSignal, lazy, Show, Suspense } from "solid-js";
import type { StyleLive } from "../live/style-live.ts";
import { Button } from "../ui/button.tsx";
import { count } from "../ui/say.ts";
import { movedBy } from "./arrange.ts";
import type { Order } from "./order.ts";
import { removeImages } from "./remove-image.ts";
import type { Selection } from "./selection.ts";

const BulkCaptions = lazy(() => import("./bulk-captions-dialog.tsx"));

interface PictureToolsProps {
  styleId: string;
  live: StyleLive;
  order: Order;
  selection: Selection;
  onHide: (id: string, hide: boolean) => void;
}

/** What can be done with many pictures at once: captions, and with a selection also places and removal. */
export function PictureTools(props: PictureToolsProps) {
  const [writing, write] = createSignal(false);
  const wanted = createMemo<boolean>((before) => before || writing(), false);
  const { order, selection } = props;
  const picked = () => [...selection.ids()];
  const chosen = () => order.images().filter(({ id }) => picked().length === 0 || selection.ids().has(id));
  const move = (by: number) => order.hang(movedBy(order.ids(), picked(), by));
  const remove = () => {
    const gone = order.images().filter(({ id }) => selection.ids().has(id));
    selection.end();
    removeImages(gone, props);
  };
  return (
    <>
      <Show
        when={selection.on()}
        fallback={
          <div class="-mr-3 ml-auto flex items-center">
            <Button
              variant="ghost"
              size="sm"
              icon={<PenLine size={16} strokeWidth={1.75} />}
              onClick={() => write(true)}
            >
              Captions in bulk
            </Button>
            <Button variant="ghost" size="sm" onClick={() => selection.start()}>
              Select
            </Button>
          </div>
        }
      >
        <div
          class="flex w-full flex-wrap items-center gap-1.5 rounded-control bg-background-secondary px-3 py-1.5"
          role="toolbar"
          aria-label="Selected pictures"
        >
          <p class="mono mr-1 min-w-20 text-small!" role="status">
            {picked().length === 0 ? "Tap pictures" : `${picked().length} selected`}
          </p>
          <Button
            variant="ghost"
            size="sm"
            onClick={() => selection.set(picked().length === order.ids().length ? [] : order.ids())}
          >
            {picked().length === order.ids().length ? "None" : "All"}
          </Button>
          <span class="mx-1 hidden h-5 w-px bg-border sm:block" />
          <Button
            variant="ghost"
            size="sm"
            class="px-2!"
            disabled={picked().length === 0}
            aria-label="Hang one place earlier"
            title="One place earlier"
            onClick={() => move(-1)}
          >
            <ArrowLeft size={16} strokeWidth={1.75} />
          </Button>
          <Button
            variant="ghost"
            size="sm"
            class="px-2!"
            disabled={picked().length === 0}
            aria-label="Hang one place later"
            title="One place later"
            onClick={() => move(1)}
          >
            <ArrowRight size={16} strokeWidth={1.75} />
          </Button>
          <Button
            variant="ghost"
            size="sm"
            disabled={picked().length === 0}
            icon={<PenLine size={16} strokeWidth={1.75} />}
            onClick={() => write(true)}
          >
            Captions
          </Button>
          <Button variant="ghost" size="sm" disabled={picked().length === 0} onClick={remove}>
            Remove {picked().length > 0 ? count(picked().length, "picture") : ""}
          </Button>
          <Button variant="secondary" size="sm" class="ml-auto" onClick={() => selection.end()}>
            Done
          </Button>
        </div>
      </Show>
      <Show when={order.sentence()}>
        {(sentence) => (
          <p role="alert" class="w-full text-error-text text-small">
            The order is not saved. {sentence()}
          </p>
        )}
      </Show>
      <Show when={wanted()}>
        <Suspense>
          <BulkCaptions
            open={writing()}
            onClose={() => write(false)}
            styleId={props.styleId}
            images={chosen()}
            all={picked().length === 0}
          />
        </Suspense>
      </Show>
    </>
  );
}
