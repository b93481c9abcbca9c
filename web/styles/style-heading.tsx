import { createSignal, type JSX, Show } from "solid-js";
import type { Style } from "#contract/styles";
import { DESCRIPTION_MAX, NAME_MAX } from "#contract/text";
import { api } from "../api.ts";
import { createAutosave } from "../live/autosave.ts";
import { openedStyle } from "../live/style-live.ts";
import { GrowingText } from "../ui/growing-text.tsx";

/** The name and the description, edited where they stand. */
export function StyleHeading(props: {
  style: Style;
  /** There is none, and one may be proposed: its place is held. */
  proposing: boolean;
  /** The sentence to begin with. */
  proposal: string | undefined;
  children?: JSX.Element;
}) {
  const { id } = props.style;
  const tell = (style: Style) => openedStyle(id)?.tell({ type: "style", style });
  const name = createAutosave(`name:${id}`, async (text) => tell(await api.patchStyle(id, { name: text })));
  const words = createAutosave(`description:${id}`, async (text) =>
    tell(await api.patchStyle(id, { description: text.trim() === "" ? null : text })),
  );
  const [typedName, setTypedName] = createSignal<string>();
  const [typedWords, setTypedWords] = createSignal<string>();
  const undescribed = () => (typedWords() ?? words.text() ?? props.style.description ?? "").trim() === "";
  return (
    <header>
      <div class="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h1 class="min-w-0 max-w-full">
          <GrowingText
            single
            value={typedName() ?? name.text() ?? props.style.name}
            maxLength={NAME_MAX}
            aria-label="Name of the style"
            onFocus={(event) => setTypedName(event.currentTarget.value)}
            onInput={(event) => {
              setTypedName(event.currentTarget.value);
              if (event.currentTarget.value.trim() !== "") name.write(event.currentTarget.value);
            }}
            onBlur={() => {
              setTypedName(undefined);
              if (name.text() !== undefined) name.done();
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter" && event.key !== "Escape") return;
              event.preventDefault();
              event.currentTarget.blur();
            }}
          />
        </h1>
        {props.children}
      </div>
      <Show when={name.sentence() ?? words.sentence()}>
        {(sentence) => (
          <p role="alert" class="text-error-text text-small">
            {sentence()}
          </p>
        )}
      </Show>
      <GrowingText
        value={typedWords() ?? words.text() ?? props.style.description ?? ""}
        maxLength={DESCRIPTION_MAX}
        placeholder="Describe it in a sentence"
        aria-label="Description of the style"
        class="mt-1! max-w-180 text-foreground-secondary"
        onFocus={(event) => setTypedWords(event.currentTarget.value)}
        onInput={(event) => {
          setTypedWords(event.currentTarget.value);
          words.write(event.currentTarget.value);
        }}
        onBlur={() => {
          setTypedWords(undefined);
          if (words.text() !== undefined) words.done();
        }}
      />
      <Show when={props.proposing && undescribed()}>
        <div class="mt-1.5 min-h-10 text-small sm:min-h-5">
          <Show when={props.proposal}>
            {(sentence) => (
              <p class="flex items-start gap-3">
                <span class="line-clamp-2 text-foreground-subtle sm:line-clamp-1">
                  From your captions: {sentence()}
                </span>
                <button
                  type="button"
                  class="touch shrink-0 font-[550] text-accent-text hover:underline"
                  onClick={() => {
                    words.write(sentence());
                    words.done();
                  }}
                >
                  Use it
                </button>
              </p>
            )}
          </Show>
        </div>
      </Show>
    </header>
  );
}
