import { A } from "@solidjs/router";
import { createSignal, For, type JSX, onMount, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { type KeptNotice, noticesOf } from "../live/notices.ts";
import { Popover } from "../ui/popover.tsx";
import { clockTime, day } from "../ui/say.ts";
import { bellLook } from "./bell.tsx";

/** Everything the toasts said, newest first, with the time and the way to what it is about. */
export default function NoticeList(props: { userId: string; label: string; face: JSX.Element }) {
  const notices = () => noticesOf(props.userId);
  const [open, setOpen] = createSignal(false);
  /** New when the list was opened: they stay marked while it is read. */
  const [fresh, setFresh] = createSignal<ReadonlySet<string>>(new Set());
  const turn = (to: boolean) => {
    if (to) {
      setFresh(
        new Set(
          notices()
            .list()
            .filter(({ unread }) => unread)
            .map(({ id }) => id),
        ),
      );
      notices().markRead();
    }
    setOpen(to);
  };
  onMount(() => turn(true));
  return (
    <Popover
      label={props.label}
      title="Notes"
      trigger={props.face}
      triggerClass={bellLook}
      open={open()}
      onOpenChange={turn}
    >
      <div class="sticky top-0 z-1 flex items-center border-b bg-background-tertiary px-4 py-3">
        <h2 class="flex-1 text-h3!">Notes</h2>
        <Show when={notices().list().length > 0}>
          <button
            type="button"
            class="touch text-foreground-secondary text-small hover:text-foreground-primary"
            onClick={() => notices().clear()}
          >
            Clear the list
          </button>
        </Show>
      </div>
      <Show
        when={notices().list().length > 0}
        fallback={
          <p class="px-4 py-6 text-foreground-secondary text-small">
            Nothing yet. What happens while you look elsewhere is noted here, in this browser alone.
          </p>
        }
      >
        <ul>
          <For each={notices().list()}>
            {(notice) => (
              <li class="border-b last:border-b-0">
                <Dynamic
                  component={notice.href ? A : "div"}
                  href={notice.href ?? ""}
                  class="flex items-start gap-3 px-4 py-3 text-[0.875rem]/5"
                  classList={{ "hover:bg-border": notice.href !== undefined }}
                  onClick={() => notice.href && setOpen(false)}
                >
                  <Note notice={notice} fresh={fresh().has(notice.id)} />
                </Dynamic>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Popover>
  );
}

function Note(props: { notice: KeptNotice; fresh: boolean }) {
  const [lost, lose] = createSignal(false);
  return (
    <>
      <Show when={!lost() && props.notice.picture}>
        {(src) => (
          <span class="picture size-11 shrink-0">
            <img src={src()} alt="" class="size-full object-cover" onError={() => lose(true)} />
          </span>
        )}
      </Show>
      <span class="min-w-0 flex-1">
        <span class="flex items-baseline gap-2">
          <span class="min-w-0 flex-1 font-[550]">
            <Show when={props.fresh}>
              <span class="sr-only">New: </span>
            </Show>
            {props.notice.title}
          </span>
          <Show when={props.fresh}>
            <span class="size-[7px] self-center rounded-full bg-accent-primary" aria-hidden="true" />
          </Show>
          <time class="shrink-0 text-foreground-subtle" datetime={new Date(props.notice.at).toISOString()}>
            {when(props.notice.at)}
          </time>
        </span>
        <Show when={props.notice.detail}>
          <span class="mt-0.5 block text-foreground-secondary">{props.notice.detail}</span>
        </Show>
      </span>
    </>
  );
}

/** Today the clock, before that the day. */
function when(at: number): string {
  const now = new Date();
  return new Date(at).toDateString() === now.toDateString() ? clockTime(at) : day(at, now);
}
