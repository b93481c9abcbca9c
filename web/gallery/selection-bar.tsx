import Columns2 from "lucide-solid/icons/columns-2";
import Download from "lucide-solid/icons/download";
import Heart from "lucide-solid/icons/heart";
import Trash from "lucide-solid/icons/trash";
import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
import { MANY_MAX } from "#contract/gallery";
import type { GalleryPicture } from "#contract/generation";
import { Button } from "../ui/button.tsx";
import { number } from "../ui/say.ts";

export interface SelectionBarProps {
  chosen: GalleryPicture[];
  zipping: boolean;
  onZip: () => void;
  onFavourite: (wanted: boolean) => void;
  onCompare: () => void;
  onDelete: () => void;
  onAll: () => void;
  onEnd: () => void;
}

/** What can be done with the chosen pictures; in thumb reach on a phone. */
export function SelectionBar(props: SelectionBarProps) {
  const all = () => props.chosen.every(({ favourite }) => favourite);
  const none = () => props.chosen.length === 0;
  const many = () => props.chosen.length > MANY_MAX;
  return (
    <section
      data-dock
      aria-label="Chosen pictures"
      class="fixed inset-x-0 bottom-[calc(4rem+var(--safe-b))] z-30 flex flex-wrap items-center gap-2 border-t bg-background-secondary px-4 py-3 md:right-8 md:bottom-6 md:left-auto md:rounded-card md:border-t-0 md:shadow-float md:ring-1 md:ring-border"
    >
      <p class="mono mr-2 flex-1 text-small!" role="status">
        <Show when={many()} fallback={`${number(props.chosen.length)} chosen`}>
          {number(props.chosen.length)} chosen. A ZIP and a deletion take {MANY_MAX} at once.
        </Show>
      </p>
      <Button
        variant="ghost"
        size="sm"
        class="gap-0! md:order-last"
        aria-label="Stop choosing"
        title="Stop choosing"
        icon={<X size={16} strokeWidth={1.75} />}
        onClick={() => props.onEnd()}
      />
      <span class="basis-full md:hidden" />
      <Button variant="ghost" size="sm" onClick={() => props.onAll()}>
        All
      </Button>
      <Button
        variant="secondary"
        size="sm"
        class="gap-0!"
        disabled={none()}
        aria-label={all() ? "Take the hearts away" : "Give them hearts"}
        title={all() ? "Take the hearts away" : "Give them hearts"}
        icon={<Heart size={16} strokeWidth={1.75} fill={all() && !none() ? "currentColor" : "none"} />}
        onClick={() => props.onFavourite(!all())}
      />
      <Show when={props.chosen.length === 2}>
        <Button
          variant="secondary"
          size="sm"
          icon={<Columns2 size={16} strokeWidth={1.75} />}
          onClick={() => props.onCompare()}
        >
          Compare
        </Button>
      </Show>
      <Button
        size="sm"
        disabled={none() || many()}
        loading={props.zipping}
        act="Packing"
        icon={<Download size={16} strokeWidth={1.75} />}
        onClick={() => props.onZip()}
      >
        Download ZIP
      </Button>
      <Button
        variant="secondary"
        size="sm"
        disabled={none() || many()}
        icon={<Trash size={16} strokeWidth={1.75} />}
        onClick={() => props.onDelete()}
      >
        Delete
      </Button>
    </section>
  );
}
