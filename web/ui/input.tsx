import { createUniqueId, type JSX, Show, splitProps } from "solid-js";

export interface InputProps extends Omit<JSX.InputHTMLAttributes<HTMLInputElement>, "class"> {
  label: string;
  error?: string | undefined;
  helperText?: string | undefined;
  /** Left of the text. */
  icon?: JSX.Element;
  /** Right of the text, such as "show the password". */
  trailing?: JSX.Element;
}

export function Input(props: InputProps) {
  const [own, rest] = splitProps(props, ["label", "error", "helperText", "icon", "trailing", "id"]);
  const made = createUniqueId();
  const id = () => own.id ?? made;
  const told = () => own.error ?? own.helperText;
  return (
    <div>
      <label for={id()} class="mb-2 block text-small font-[550]">
        {own.label}
      </label>
      <div class="relative">
        <Show when={own.icon}>
          <span class="pointer-events-none absolute inset-y-0 left-3 grid place-items-center text-foreground-muted">
            {own.icon}
          </span>
        </Show>
        <input
          {...rest}
          id={id()}
          class="field"
          classList={{ "pl-10": own.icon !== undefined, "pr-16": own.trailing !== undefined }}
          aria-invalid={own.error ? "true" : undefined}
          aria-describedby={told() ? `${id()}-told` : undefined}
        />
        <Show when={own.trailing}>
          <span class="absolute inset-y-0 right-1 grid place-items-center">{own.trailing}</span>
        </Show>
      </div>
      <Show when={told()}>
        {(text) => (
          <p
            id={`${id()}-told`}
            class="mt-2 text-small"
            classList={{
              "text-error-text": own.error !== undefined,
              "text-foreground-secondary": own.error === undefined,
            }}
          >
            {text()}
          </p>
        )}
      </Show>
    </div>
  );
}
