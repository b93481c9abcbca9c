import { A, useLocation } from "@solidjs/router";
import { For, Show } from "solid-js";
import { me } from "../accounts/session.ts";
import { planName } from "../billing/plan-name.ts";
import { Mark } from "../ui/mark.tsx";
import { count } from "../ui/say.ts";
import { Wordmark } from "./public-header.tsx";
import { roomAt, rooms } from "./rooms.ts";

/** The way about the studio: icons, and words where the window and the room leave the width. */
export function Rail(props: { words: boolean }) {
  const location = useLocation();
  const here = () => roomAt(location.pathname);
  return (
    <nav aria-label="Studio" class="sticky top-0 hidden h-dvh flex-col gap-0.5 border-r px-3 py-4 md:flex">
      <Show when={props.words}>
        <Wordmark href="/dashboard" class="mb-5 hidden px-2 py-1 xl:flex" />
      </Show>
      <A
        href="/dashboard"
        class="mb-5 grid h-8 place-items-center rounded-control"
        classList={{ "xl:hidden": props.words }}
        aria-label="ArtistCloner, dashboard"
      >
        <Mark />
      </A>
      <For each={rooms}>
        {(room) => (
          <a
            href={room.href}
            title={room.name}
            aria-current={here() === room ? "page" : undefined}
            class="flex h-10 items-center justify-center gap-3 rounded-control font-medium text-[0.875rem]"
            classList={{
              "xl:h-9 xl:justify-start xl:px-2.5": props.words,
              "bg-background-tertiary text-foreground-primary": here() === room,
              "text-foreground-secondary hover:text-foreground-primary": here() !== room,
            }}
          >
            <room.icon size={18} strokeWidth={1.75} />
            <span class={props.words ? "sr-only xl:not-sr-only" : "sr-only"}>{room.name}</span>
          </a>
        )}
      </For>
      <span class="flex-1" />
      <Show when={props.words && me()?.subscription}>
        {(left) => (
          <div class="hidden px-2.5 text-foreground-secondary text-small xl:block">
            <div class="mono">{planName(left().plan)} plan</div>
            <div>{count(left().generationCredits, "picture")} left</div>
            <div>{count(left().trainingCredits, "training")} left</div>
          </div>
        )}
      </Show>
    </nav>
  );
}

/** The same rooms under the thumb. */
export function BottomBar() {
  const location = useLocation();
  const here = () => roomAt(location.pathname);
  return (
    <nav
      aria-label="Studio"
      class="fixed inset-x-0 bottom-0 z-30 grid h-[calc(4rem+var(--safe-b))] auto-cols-fr grid-flow-col border-t bg-background-primary/98 px-1.5 pb-[var(--safe-b)] md:hidden"
    >
      <For each={rooms}>
        {(room) => (
          <a
            href={room.href}
            aria-current={here() === room ? "page" : undefined}
            class="flex flex-col items-center justify-center gap-1 rounded-control font-medium text-[0.6875rem]/3.5"
            classList={{
              "text-foreground-primary": here() === room,
              "text-foreground-subtle": here() !== room,
            }}
          >
            <room.icon size={21} strokeWidth={1.75} />
            {room.short}
          </a>
        )}
      </For>
    </nav>
  );
}
