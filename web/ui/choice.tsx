import { createUniqueId, For, type JSX, Show } from "solid-js";

export interface ChoiceProps<V extends string | number> {
  label: string;
  /** The value in words, right of the label. */
  told?: string;
  value: V;
  onChange: (value: V) => void;
  /** In rows of so many; in one row otherwise. */
  columns?: number;
  options: readonly { value: V; label: string; drawing?: JSX.Element }[];
}

/** One of a few, all in sight. */
export function Choice<V extends string | number>(props: ChoiceProps<V>) {
  const name = createUniqueId();
  return (
    <fieldset>
      <legend class="flex w-full items-baseline justify-between font-[550] text-[0.875rem]/5">
        {props.label}
        <Show when={props.told}>
          <span class="mono text-small! font-medium">{props.told}</span>
        </Show>
      </legend>
      <div
        class="mt-2 grid gap-1"
        classList={{ "auto-cols-fr grid-flow-col": props.columns === undefined }}
        style={props.columns ? { "grid-template-columns": `repeat(${props.columns}, minmax(0, 1fr))` } : {}}
      >
        <For each={props.options}>
          {(option) => (
            <label
              class="mono grid cursor-pointer place-items-center content-center gap-0.5 rounded-control font-medium text-foreground-secondary ring-1 ring-border ring-inset transition-colors duration-120 hover:text-foreground-primary has-checked:bg-background-tertiary has-checked:text-foreground-primary has-checked:ring-[1.5px] has-checked:ring-accent-text has-focus-visible:outline-2 has-focus-visible:outline-white"
              classList={{ "h-12": option.drawing !== undefined, "h-9": option.drawing === undefined }}
            >
              <input
                type="radio"
                name={name}
                class="sr-only"
                checked={option.value === props.value}
                onChange={() => props.onChange(option.value)}
              />
              {option.drawing}
              {option.label}
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
