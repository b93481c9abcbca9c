import type { JSX } from "solid-js";

export interface EmptyProps {
  title: string;
  sentence: string;
  children?: JSX.Element;
}

/** The empty face: a picture-shaped promise. */
export function Empty(props: EmptyProps) {
  return (
    <section class="flex flex-col gap-5 sm:flex-row sm:items-center">
      <div
        class="aspect-3/4 w-33 shrink-0 rounded-picture border border-border-control border-dashed"
        aria-hidden="true"
      />
      <div class="max-w-96">
        <h2>{props.title}</h2>
        <p class="mt-1 text-foreground-secondary">{props.sentence}</p>
        <div class="mt-4">{props.children}</div>
      </div>
    </section>
  );
}
