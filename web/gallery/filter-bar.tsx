import Calendar from "lucide-solid/icons/calendar";
import ChevronDown from "lucide-solid/icons/chevron-down";
import Heart from "lucide-solid/icons/heart";
import { For, type JSX, Show } from "solid-js";
import { pictureShapes } from "#contract/generation";
import type { Style } from "#contract/styles";
import { Thread } from "../styles/thread.tsx";
import { type Filter, type When, whens } from "./filter.ts";

const chip =
  "touch relative inline-flex h-9 shrink-0 cursor-pointer items-center gap-2 rounded-control px-3 text-small text-foreground-secondary whitespace-nowrap ring-inset transition-colors duration-120 hover:text-foreground-primary";
const on = "bg-background-tertiary text-foreground-primary! ring-[1.5px] ring-accent-text";
const off = "ring-1 ring-border";
const look = (chosen: boolean) => `${chip} ${chosen ? on : off}`;

const whenWords: Record<When, string> = {
  any: "Any date",
  today: "Today",
  week: "Last 7 days",
  month: "Last 30 days",
  year: "This year",
  between: "Between…",
};
const shapeWords = { any: "Any shape", tall: "Tall", square: "Square", wide: "Wide" };
const SIZES = [512, 768, 1_024, 1_440];

interface PickProps {
  label: string;
  value: string;
  icon?: JSX.Element;
  options: readonly { value: string; label: string }[];
  onPick: (value: string) => void;
}

/** A chip that is the browser's own menu. */
function Pick(props: PickProps) {
  const told = () => props.options.find(({ value }) => value === props.value)?.label ?? "";
  return (
    <span
      class={`${look(props.value !== props.options[0]?.value)} has-focus-visible:outline-2 has-focus-visible:outline-white`}
    >
      {props.icon}
      <span aria-hidden="true">{told()}</span>
      <ChevronDown size={14} strokeWidth={1.75} aria-hidden="true" />
      <select
        aria-label={props.label}
        class="absolute inset-0 size-full cursor-pointer opacity-0"
        onChange={(event) => {
          const picked = props.options[event.currentTarget.selectedIndex];
          if (picked) props.onPick(picked.value);
        }}
      >
        <For each={props.options}>
          {(option) => <option selected={option.value === props.value}>{option.label}</option>}
        </For>
      </select>
    </span>
  );
}

/** What the wall is narrowed to; each style shows its own colours. */
export function FilterBar(props: { filter: Filter; styles: Style[]; onChange: (part: Partial<Filter>) => void }) {
  const day = (which: "from" | "to", label: string) => (
    <input
      type="date"
      aria-label={label}
      class={`${look(props.filter[which] !== "")} bg-transparent`}
      value={props.filter[which]}
      onChange={(event) => props.onChange({ [which]: event.currentTarget.value })}
    />
  );
  return (
    <search class="-mx-4 flex gap-2 overflow-x-auto px-4 py-1 md:mx-0 md:flex-wrap md:overflow-visible md:px-0">
      <button
        type="button"
        class={look(props.filter.style === "")}
        aria-pressed={props.filter.style === ""}
        onClick={() => props.onChange({ style: "" })}
      >
        All styles
      </button>
      <For each={props.styles}>
        {(style) => (
          <button
            type="button"
            class={look(props.filter.style === style.id)}
            aria-pressed={props.filter.style === style.id}
            onClick={() => props.onChange({ style: props.filter.style === style.id ? "" : style.id })}
          >
            <Thread pictures={style.mosaicUrls} class="h-2.5! w-7 rounded-xs" />
            <span class="max-w-40 truncate">{style.name}</span>
          </button>
        )}
      </For>
      <button
        type="button"
        class={look(props.filter.favourites)}
        aria-pressed={props.filter.favourites}
        onClick={() => props.onChange({ favourites: !props.filter.favourites })}
      >
        <Heart size={16} strokeWidth={1.75} fill={props.filter.favourites ? "currentColor" : "none"} />
        Favourites
      </button>
      <Pick
        label="Date"
        value={props.filter.when}
        icon={<Calendar size={16} strokeWidth={1.75} />}
        options={whens.map((value) => ({ value, label: whenWords[value] }))}
        onPick={(value) => props.onChange({ when: value as When })}
      />
      <Show when={props.filter.when === "between"}>
        {day("from", "From this day")}
        {day("to", "Up to this day")}
      </Show>
      <Pick
        label="Shape"
        value={props.filter.shape}
        options={(["any", ...pictureShapes] as const).map((value) => ({ value, label: shapeWords[value] }))}
        onPick={(value) => props.onChange({ shape: value as Filter["shape"] })}
      />
      <Pick
        label="Size"
        value={String(props.filter.size)}
        options={[
          { value: "0", label: "Any size" },
          ...SIZES.map((size) => ({ value: String(size), label: `${size} px` })),
        ]}
        onPick={(value) => props.onChange({ size: Number(value) })}
      />
    </search>
  );
}
