import { useNavigate } from "@solidjs/router";
import { createEffect, createMemo, createResource, createSignal, Show } from "solid-js";
import type { Style } from "#contract/styles";
import { api } from "../api.ts";
import { createDraft } from "../generation/draft.ts";
import { PromptChips } from "../generation/prompt-chips.tsx";
import { PromptInput } from "../generation/prompt-input.tsx";
import { StyleChoice } from "../generation/style-choice.tsx";
import { suggestions } from "../generation/suggestions.ts";
import { keep, LAST_STYLE, recall } from "../live/kept.ts";
import { Button } from "../ui/button.tsx";
import { settled } from "../ui/settled.ts";

/** The sentence on the dashboard: it goes to the desk with the words, where price and settings stand. */
export function AskBox(props: { styles: Style[] }) {
  const navigate = useNavigate();
  const last = recall<string>(LAST_STYLE);
  const [chosen, choose] = createSignal(props.styles.find(({ id }) => id === last)?.id ?? props.styles[0]?.id ?? "");
  const draft = createMemo(() => createDraft(chosen()));
  const [read] = createResource(chosen, (id) => api.style(id));
  const ideas = () => suggestions(settled(read)?.images ?? [], 5);
  // The box is never empty: it begins with the artist's own words, once for each style.
  const offered = new Set<string>();
  createEffect(() => {
    const [first] = read.loading ? [] : ideas();
    if (first === undefined || offered.has(chosen())) return;
    offered.add(chosen());
    if (draft().recipe.prompt === "") draft().change({ prompt: first });
  });
  const go = () => {
    keep(LAST_STYLE, chosen());
    navigate(`/generate/${chosen()}`);
  };
  return (
    <Show when={chosen()}>
      <div class="rounded-card bg-background-secondary px-4 pt-4 pb-3.5 shadow-raised ring-1 ring-border ring-inset has-[textarea:focus]:ring-accent-text">
        <PromptInput
          value={draft().recipe.prompt}
          onChange={(prompt) => draft().change({ prompt })}
          onSubmit={go}
          showCharCount={false}
        />
        <div class="mt-3 flex flex-wrap items-center gap-2">
          <StyleChoice styles={props.styles} value={chosen()} onChange={choose} />
          <span class="flex-1" />
          <Button class="max-sm:h-12 max-sm:w-full" onClick={go}>
            To the desk
          </Button>
        </div>
      </div>
      <ul
        class="-mx-4 mt-3 flex h-8 items-center gap-2 overflow-x-auto px-4 [scrollbar-width:none] md:mx-0 md:flex-wrap md:overflow-hidden md:px-0"
        aria-label="From your captions"
      >
        <Show when={ideas().length > 0}>
          <li class="whitespace-nowrap text-foreground-subtle text-small" aria-hidden="true">
            From your captions
          </li>
        </Show>
        <PromptChips sentences={ideas()} onPick={(prompt) => draft().change({ prompt })} />
      </ul>
    </Show>
  );
}
