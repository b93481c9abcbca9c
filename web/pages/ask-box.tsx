import { useNavigate } from "@solidjs/router";
import { createMemo, createSignal, Show } from "solid-js";
import type { Style } from "#contract/styles";
import { createDraft } from "../generation/draft.ts";
import { PromptInput } from "../generation/prompt-input.tsx";
import { StyleChoice } from "../generation/style-choice.tsx";
import { keep, LAST_STYLE, recall } from "../live/kept.ts";
import { Button } from "../ui/button.tsx";

/** The sentence on the dashboard: it goes to the desk with the words, where price and settings stand. */
export function AskBox(props: { styles: Style[] }) {
  const navigate = useNavigate();
  const last = recall<string>(LAST_STYLE);
  const [chosen, choose] = createSignal(props.styles.find(({ id }) => id === last)?.id ?? props.styles[0]?.id ?? "");
  const draft = createMemo(() => createDraft(chosen()));
  const go = () => {
    keep(LAST_STYLE, chosen());
    navigate(`/generate/${chosen()}`);
  };
  return (
    <Show when={chosen()}>
      <div class="rounded-card bg-background-secondary px-4 pt-4 pb-3.5 shadow-raised ring-1 ring-border ring-inset">
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
    </Show>
  );
}
