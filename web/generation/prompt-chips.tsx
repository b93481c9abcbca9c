import { For } from "solid-js";

/** Sentences to begin with; one tap writes it. To be put in a list. */
export const PromptChips = (props: { sentences: string[]; onPick: (sentence: string) => void }) => (
  <For each={props.sentences}>
    {(sentence) => (
      <li>
        <button
          type="button"
          class="touch h-8 rounded-chip px-2.5 text-foreground-secondary text-small whitespace-nowrap ring-1 ring-border ring-inset hover:text-foreground-primary"
          onClick={() => props.onPick(sentence)}
        >
          {sentence}
        </button>
      </li>
    )}
  </For>
);
