import { Show } from "solid-js";
import type { User } from "#contract/accounts";

/** The artist's picture, or the first letter of their name. Says nothing: the name stands beside it. */
export function Face(props: { user: User | undefined; class?: string }) {
  const letter = () => (props.user?.name ?? props.user?.email ?? "").slice(0, 1);
  return (
    <span
      aria-hidden="true"
      class={`grid shrink-0 place-items-center overflow-hidden rounded-full bg-background-tertiary font-[550] uppercase ring-1 ring-border ${props.class ?? ""}`}
    >
      <Show when={props.user?.avatarUrl} fallback={letter()}>
        {(src) => <img src={src()} alt="" class="size-full object-cover" />}
      </Show>
    </span>
  );
}
