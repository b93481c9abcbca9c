import { For } from "solid-js";

/** Each thing said plainly, with what it means, in lines. */
export const Promises = (props: { lines: readonly (readonly [string, string])[]; class: string }) => (
  <dl class={`border-t ${props.class}`}>
    <For each={props.lines}>
      {([name, words]) => (
        <div class="grid gap-1 border-b py-5 lg:grid-cols-[20rem_1fr]">
          <dt class="font-[550]">{name}</dt>
          <dd class="max-w-160 text-foreground-secondary">{words}</dd>
        </div>
      )}
    </For>
  </dl>
);
