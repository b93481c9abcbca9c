import { Show } from "solid-js";

export interface FormProblemProps {
  /** Nothing is shown without one. */
  sentence: string | undefined;
  requestId?: string | undefined;
  class?: string;
}

/** What could not be done, in a sentence under what asked for it. */
export function FormProblem(props: FormProblemProps) {
  return (
    <Show when={props.sentence}>
      {(sentence) => (
        <p role="alert" class={`text-error-text text-small ${props.class ?? ""}`}>
          {sentence()}
          <Show when={props.requestId}>
            {(id) => <span class="mono mt-1 block text-foreground-subtle">Request {id()}</span>}
          </Show>
        </p>
      )}
    </Show>
  );
}
