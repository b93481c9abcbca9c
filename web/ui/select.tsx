import ChevronDown from "lucide-solid/icons/chevron-down";
import { For } from "solid-js";

export interface SelectProps<V extends string> {
  /** For screen readers; the chosen word says it to the others. */
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: string }[];
}

/** One of a list, by the browser's own menu: on a phone it is the wheel the thumb knows. */
export function Select<V extends string>(props: SelectProps<V>) {
  return (
    <span class="relative block">
      <select
        aria-label={props.label}
        class="field appearance-none pr-9!"
        onChange={(event) => {
          const chosen = props.options[event.currentTarget.selectedIndex];
          if (chosen) props.onChange(chosen.value);
        }}
      >
        <For each={props.options}>
          {(option) => <option selected={option.value === props.value}>{option.label}</option>}
        </For>
      </select>
      <ChevronDown
        size={16}
        strokeWidth={1.75}
        class="pointer-events-none absolute inset-y-0 right-3 my-auto text-foreground-muted"
      />
    </span>
  );
}
