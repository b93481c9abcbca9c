import { createSignal } from "solid-js";
import type { StyleImage } from "#contract/images";
import { CAPTION_MAX } from "#contract/text";
import { api } from "../api.ts";
import { createAutosave } from "../live/autosave.ts";
import { openedStyle } from "../live/style-live.ts";
import { FormProblem } from "../ui/form-problem.tsx";
import { GrowingText } from "../ui/growing-text.tsx";

/** A caption that is edited where it stands and saves itself. Enter goes on to the next picture. */
export function CaptionField(props: { image: StyleImage; name: string }) {
  const { id, styleId } = props.image;
  const draft = createAutosave(`caption:${styleId}:${id}`, async (text) => {
    const image = await api.patchImage(styleId, id, { caption: text.trim() === "" ? null : text });
    openedStyle(styleId)?.tell({ type: "image", image });
  });
  // While it is being written the field is the writer's: what comes back trimmed must not eat a space.
  const [typed, setTyped] = createSignal<string>();
  const shown = () => typed() ?? draft.text() ?? props.image.caption ?? "";
  return (
    <>
      <GrowingText
        value={shown()}
        maxLength={CAPTION_MAX}
        placeholder="Write a caption"
        aria-label={`Caption of ${props.name}`}
        data-caption
        class="mt-0.5! text-foreground-secondary text-small focus-within:text-foreground-primary [&>textarea]:placeholder:text-accent-text"
        onFocus={(event) => setTyped(event.currentTarget.value)}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          draft.write(event.currentTarget.value);
        }}
        onBlur={() => {
          setTyped(undefined);
          if (draft.text() !== undefined) draft.done();
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          const all = [...document.querySelectorAll<HTMLTextAreaElement>("[data-caption]")];
          const next = all[all.indexOf(event.currentTarget) + 1];
          if (next) next.focus();
          else event.currentTarget.blur();
        }}
      />
      <FormProblem sentence={draft.sentence()} />
    </>
  );
}
