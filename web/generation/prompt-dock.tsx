import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import { Show } from "solid-js";
import type { Style } from "#contract/styles";
import { Button } from "../ui/button.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { count, number } from "../ui/say.ts";
import type { Desk } from "./desk.ts";
import { PromptChips } from "./prompt-chips.tsx";
import { PromptInput } from "./prompt-input.tsx";
import { StartChip } from "./start-chip.tsx";
import { StyleChoice } from "./style-choice.tsx";

export interface PromptDockProps {
  desk: Desk;
  styles: Style[];
  styleId: string;
  onStyle: (id: string) => void;
  onAsk: () => void;
  onSettings: () => void;
  onStart: () => void;
  /** Sentences from the artist's captions. */
  suggestions: string[];
}

/** Docked under everything: the sentence, the style, the price. */
export function PromptDock(props: PromptDockProps) {
  const recipe = () => props.desk.recipe;
  const price = () => `${recipe().count} of ${count(props.desk.credits(), "picture")}`;
  return (
    <div class="rounded-t-sheet bg-background-secondary px-4 py-3.5 -outline-offset-1 outline-accent-text has-[textarea:focus]:outline-1 shadow-[inset_0_1px_0_var(--color-border),0_-16px_32px_#0a0a0b] md:rounded-card md:shadow-[inset_0_0_0_1px_var(--color-border),0_-8px_24px_4px_#0a0a0b]">
      <div class="group">
        <PromptInput
          value={recipe().prompt}
          onChange={(prompt) => props.desk.change({ prompt })}
          onSubmit={props.onAsk}
        />
        <Show when={props.suggestions.length > 0}>
          <ul
            class="-mx-4 mt-2 gap-2 overflow-x-auto px-4 [scrollbar-width:none]"
            classList={{ flex: recipe().prompt === "", "hidden group-focus-within:flex": recipe().prompt !== "" }}
            aria-label="From your captions"
          >
            <PromptChips sentences={props.suggestions} onPick={(prompt) => props.desk.change({ prompt })} />
          </ul>
        </Show>
      </div>
      <div class="mt-3 flex flex-wrap items-center gap-2">
        <StyleChoice styles={props.styles} value={props.styleId} onChange={props.onStyle} />
        <StartChip
          start={recipe().start}
          busy={props.desk.sending()}
          onChoose={props.onStart}
          onClear={() => props.desk.change({ start: null })}
        />
        <Show when={!recipe().start}>
          <button
            type="button"
            class="mono h-8 rounded-chip px-2.5 text-foreground-secondary ring-1 ring-border ring-inset lg:hidden"
            onClick={props.onSettings}
          >
            {recipe().shape}
          </button>
        </Show>
        <span class="flex-1" />
        <button
          type="button"
          class="touch grid size-8 place-items-center rounded-chip text-foreground-secondary ring-1 ring-border ring-inset hover:text-foreground-primary lg:hidden"
          aria-label="Settings"
          onClick={props.onSettings}
        >
          <SlidersHorizontal size={16} strokeWidth={1.75} />
        </button>
        <kbd class="mono hidden rounded-[4px] bg-background-tertiary px-1.5 py-0.5 text-[0.6875rem] text-foreground-secondary ring-1 ring-border lg:block">
          Ctrl Enter
        </kbd>
        <Button
          class="max-md:h-12 max-md:w-full"
          disabled={props.desk.reason() !== undefined}
          loading={props.desk.busy()}
          act="Asking"
          price={price()}
          aria-describedby="why-not"
          onClick={props.onAsk}
        >
          Generate {number(recipe().count)}
        </Button>
      </div>
      <p id="why-not" class="mt-2 text-right text-foreground-secondary text-small empty:hidden">
        {props.desk.reason()}
      </p>
      <FormProblem sentence={props.desk.problem()?.message} class="mt-2" />
    </div>
  );
}
