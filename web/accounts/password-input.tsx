import { createSignal } from "solid-js";
import { Input, type InputProps } from "../ui/input.tsx";

/** A password that can be looked at. */
export function PasswordInput(props: Omit<InputProps, "type" | "trailing">) {
  const [shown, setShown] = createSignal(false);
  return (
    <Input
      {...props}
      type={shown() ? "text" : "password"}
      autocapitalize="none"
      spellcheck={false}
      trailing={
        <button
          type="button"
          class="touch h-8 rounded-chip px-2 text-foreground-secondary text-small hover:text-foreground-primary"
          aria-pressed={shown()}
          aria-label={shown() ? "Hide the password" : "Show the password"}
          onClick={() => setShown(!shown())}
        >
          {shown() ? "Hide" : "Show"}
        </button>
      }
    />
  );
}

/** A password that is chosen now. */
export const NewPasswordInput = (props: Omit<InputProps, "type" | "trailing">) => (
  <PasswordInput
    autocomplete="new-password"
    helperText="At least 8 characters. A sentence is easier to keep than a word."
    {...props}
  />
);
