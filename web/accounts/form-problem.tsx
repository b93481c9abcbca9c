import { Show } from "solid-js";

/** What a whole form could not do, under its fields. */
export function FormProblem(props: { sentence: string | undefined; requestId?: string | undefined }) {
  return (
    <Show when={props.sentence}>
      {(sentence) => (
        <p role="alert" class="text-error-text text-small">
          {sentence()}
          <Show when={props.requestId}>
            {(id) => <span class="mono mt-1 block text-foreground-subtle">Request {id()}</span>}
          </Show>
        </p>
      )}
    </Show>
  );
}
