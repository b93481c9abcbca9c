import type { JSX } from "solid-js";

export type BadgeTone = "draft" | "ready" | "live" | "done" | "bad" | "late";

const dots: Record<BadgeTone, string> = {
  draft: "shadow-[inset_0_0_0_1.5px_var(--color-foreground-subtle)]",
  ready: "bg-foreground-subtle",
  live: "bg-accent-secondary shadow-[0_0_0_3px_rgb(6_182_212/0.2)] animate-pulse-slow",
  done: "bg-success",
  bad: "bg-error",
  late: "bg-warning",
};

/** A dot and a word: state is never colour alone. */
export function Badge(props: { tone: BadgeTone; children: JSX.Element }) {
  return (
    <span
      class="inline-flex items-center gap-[7px] whitespace-nowrap text-small"
      classList={{ "text-foreground-secondary": props.tone === "draft" || props.tone === "ready" }}
    >
      <span class={`size-[7px] rounded-full ${dots[props.tone]}`} aria-hidden="true" />
      {props.children}
    </span>
  );
}
