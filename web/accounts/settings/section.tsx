import type { JSX } from "solid-js";

/** One matter of Settings: its name, one sentence, what can be done. */
export function Section(props: { id: string; title: string; sentence?: string; children: JSX.Element }) {
  return (
    <section id={props.id} aria-labelledby={`${props.id}-title`} class="scroll-mt-6 border-t py-8">
      <h2 id={`${props.id}-title`}>{props.title}</h2>
      {props.sentence && <p class="mt-1 text-foreground-secondary text-small">{props.sentence}</p>}
      <div class="mt-5">{props.children}</div>
    </section>
  );
}
