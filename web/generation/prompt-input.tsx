import { Show } from "solid-js";
import { PROMPT_MAX } from "#contract/text";

export interface PromptInputProps {
  value: string;
  onChange: (value: string) => void;
  onSubmit: () => void;
  disabled?: boolean;
  placeholder?: string;
  maxLength?: number;
  showCharCount?: boolean;
}

/** The sentence. Ctrl Enter asks for the picture. */
export function PromptInput(props: PromptInputProps) {
  const most = () => props.maxLength ?? PROMPT_MAX;
  return (
    <div class="flex gap-4">
      <label class="grid min-w-0 flex-1">
        <span class="sr-only">What do you want to see?</span>
        <span
          class="invisible col-start-1 row-start-1 max-h-[5lh] min-h-[1lh] overflow-hidden whitespace-pre-wrap text-[1.0625rem]/6.5"
          aria-hidden="true"
        >
          {props.value}{" "}
        </span>
        <textarea
          rows={1}
          value={props.value}
          maxLength={most()}
          disabled={props.disabled}
          placeholder={props.placeholder ?? "What do you want to see?"}
          class="col-start-1 row-start-1 block size-full bg-transparent text-[1.0625rem]/6.5 tracking-[-0.012em] caret-accent-primary outline-none focus-visible:shadow-none"
          onInput={(event) => props.onChange(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            event.stopPropagation();
            props.onSubmit();
          }}
        />
      </label>
      <Show when={props.showCharCount !== false}>
        <span
          class="mono pt-1.5"
          classList={{
            "text-warning": props.value.length >= most(),
            "text-foreground-subtle": props.value.length < most(),
          }}
          aria-hidden="true"
        >
          {props.value.length} / {most()}
        </span>
      </Show>
    </div>
  );
}
