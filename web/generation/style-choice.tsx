import ChevronDown from "lucide-solid/icons/chevron-down";
import { For, Show } from "solid-js";
import type { Style } from "#contract/styles";

/** The style that paints, with its cover; the browser's own list, so that it works under any thumb. */
export function StyleChoice(props: { styles: Style[]; value: string; onChange: (id: string) => void }) {
  const cover = () => props.styles.find(({ id }) => id === props.value)?.thumbnailUrl;
  return (
    <span class="relative inline-flex h-8 min-w-0 items-center rounded-chip bg-background-tertiary pl-1 ring-1 ring-border ring-inset hover:bg-border has-focus-visible:outline-2 has-focus-visible:outline-white">
      <Show when={cover()}>
        {(src) => (
          <span class="picture size-6 shrink-0">
            <img src={src()} alt="" class="size-full object-cover" />
          </span>
        )}
      </Show>
      <select
        aria-label="Style"
        value={props.value}
        class="h-8 min-w-0 max-w-48 cursor-pointer appearance-none truncate bg-transparent pr-8 pl-2 text-small outline-none [&>option]:bg-background-tertiary"
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        <For each={props.styles}>{(style) => <option value={style.id}>{style.name}</option>}</For>
      </select>
      <ChevronDown size={16} strokeWidth={1.75} class="pointer-events-none absolute right-2" />
    </span>
  );
}
