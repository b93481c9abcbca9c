import { type JSX, Show, splitProps } from "solid-js";
import { Spinner } from "./spinner.tsx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

interface Look {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  fullWidth?: boolean | undefined;
}

const variants: Record<ButtonVariant, string> = {
  primary:
    "bg-accent-primary-hover text-white shadow-[inset_0_1px_0_rgb(255_255_255/0.14)] hover:bg-accent-primary-press active:bg-accent-primary-press",
  secondary: "bg-background-tertiary text-foreground-primary ring-1 ring-inset ring-border hover:bg-border",
  ghost: "text-foreground-secondary hover:bg-background-tertiary hover:text-foreground-primary",
  danger: "bg-error-fill text-white hover:bg-[#b91c1c]",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-8 px-3 text-small",
  md: "h-10 px-4 text-[0.875rem]",
  lg: "h-12 px-[1.375rem] text-body",
};

/** The classes of a button, for a link that looks like one. */
export function buttonLook(look: Look = {}): string {
  return [
    "touch inline-flex max-w-full items-center justify-center gap-2 rounded-control font-[550] whitespace-nowrap select-none transition-colors duration-120 ease-out",
    "disabled:bg-background-secondary disabled:text-foreground-muted disabled:ring-1 disabled:ring-inset disabled:ring-border disabled:shadow-none",
    variants[look.variant ?? "primary"],
    sizes[look.size ?? "md"],
    look.fullWidth ? "w-full" : "",
  ].join(" ");
}

export interface ButtonProps extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "class">, Look {
  /** Keeps the width, refuses clicks and says `act` instead of the label. */
  loading?: boolean | undefined;
  act?: string | undefined;
  icon?: JSX.Element;
  iconPosition?: "left" | "right" | undefined;
  /** Stands right of a rule. */
  price?: string | undefined;
  class?: string | undefined;
}

export function Button(props: ButtonProps) {
  const [own, look, rest] = splitProps(
    props,
    ["loading", "act", "icon", "iconPosition", "price", "class", "children", "disabled", "type"],
    ["variant", "size", "fullWidth"],
  );
  return (
    <button
      {...rest}
      type={own.type ?? "button"}
      disabled={own.disabled || own.loading}
      aria-busy={own.loading ? "true" : undefined}
      class={`${buttonLook(look)} ${own.loading ? "relative" : ""} ${own.class ?? ""}`}
    >
      <Show when={own.loading}>
        <span class="absolute inset-0 flex items-center justify-center gap-2 text-foreground-primary">
          <Spinner />
          {own.act}
        </span>
      </Show>
      <span class="contents" classList={{ "[&>*]:invisible text-transparent": own.loading === true }}>
        <Show when={own.iconPosition !== "right"}>{own.icon}</Show>
        <span class="min-w-0 truncate">{own.children}</span>
        <Show when={own.iconPosition === "right"}>{own.icon}</Show>
        <Show when={own.price}>
          {(price) => (
            <span class="mono ml-1 shrink-0 border-l border-current/30 pl-3 font-medium text-current">{price()}</span>
          )}
        </Show>
      </span>
    </button>
  );
}
