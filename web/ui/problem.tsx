import CircleAlert from "lucide-solid/icons/circle-alert";
import { type JSX, Show } from "solid-js";

export interface ProblemProps {
  title: string;
  /** What happened, the usual cause, what is safe, what came back. */
  sentence: string;
  /** Shown small, so that a person can quote it. */
  requestId?: string | undefined;
  /** The one way on. */
  children?: JSX.Element;
}

/** The problem face of any surface: the work is kept, there is one way on. */
export function Problem(props: ProblemProps) {
  return (
    <section role="alert" class="rounded-card bg-background-secondary p-5 ring-1 ring-border ring-inset">
      <h3 class="flex items-start gap-3">
        <CircleAlert class="mt-0.5 shrink-0 text-error" size={18} strokeWidth={1.75} />
        {props.title}
      </h3>
      <p class="mt-2 text-foreground-secondary">{props.sentence}</p>
      <Show when={props.children}>
        <div class="mt-4 flex flex-wrap items-center gap-3">{props.children}</div>
      </Show>
      <Show when={props.requestId}>{(id) => <p class="mono mt-4 text-foreground-subtle">Request {id()}</p>}</Show>
    </section>
  );
}
