import { type JSX, splitProps } from "solid-js";

export interface CardProps extends Omit<JSX.HTMLAttributes<HTMLDivElement>, "class"> {
  variant?: "default" | "interactive" | "elevated";
  padding?: "none" | "sm" | "md" | "lg";
  class?: string;
}

const variants = {
  default: "bg-background-secondary ring-1 ring-inset ring-border shadow-raised",
  interactive:
    "bg-background-secondary ring-1 ring-inset ring-border shadow-raised transition-colors duration-120 hover:bg-background-tertiary cursor-pointer",
  elevated: "bg-background-tertiary ring-1 ring-inset ring-border shadow-float",
};
const paddings = { none: "", sm: "p-3", md: "p-4 sm:p-5", lg: "p-6" };

/** Only for what can be picked up, dismissed or paid. */
export function Card(props: CardProps) {
  const [own, rest] = splitProps(props, ["variant", "padding", "class"]);
  const pressed = () => own.variant === "interactive" && rest.onClick !== undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: with something to press it has the role of a button, else no key does anything.
    <div
      role={pressed() ? "button" : undefined}
      tabIndex={pressed() ? 0 : undefined}
      onKeyDown={(event) => {
        if (!pressed() || event.target !== event.currentTarget || (event.key !== "Enter" && event.key !== " ")) return;
        event.preventDefault();
        event.currentTarget.click();
      }}
      {...rest}
      class={`rounded-card ${variants[own.variant ?? "default"]} ${paddings[own.padding ?? "md"]} ${own.class ?? ""}`}
    />
  );
}

export function CardHeader(props: { children: JSX.Element }) {
  return <h3 class="mb-2">{props.children}</h3>;
}

export function CardContent(props: { children: JSX.Element }) {
  return <div class="text-foreground-secondary">{props.children}</div>;
}
