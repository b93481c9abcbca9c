import { A } from "@solidjs/router";
import ArrowLeft from "lucide-solid/icons/arrow-left";
import { type JSX, Show } from "solid-js";
import { Avatar } from "../accounts/avatar.tsx";
import { Mark } from "../ui/mark.tsx";

export interface TopBarProps {
  /** The page above this one. */
  parent?: { href: string; name: string } | undefined;
  here?: string | undefined;
  /** Such as "Saved 14:02". */
  note?: JSX.Element;
}

export function TopBar(props: TopBarProps) {
  return (
    <header class="flex h-13 shrink-0 items-center gap-2 pr-4 pl-4 sm:h-14 md:pl-8">
      <Show
        when={props.parent}
        fallback={
          <span class="md:hidden">
            <Mark />
          </span>
        }
      >
        {(parent) => (
          <A
            href={parent().href}
            class="touch -ml-2 flex h-10 items-center gap-3 rounded-control px-2 text-[0.875rem] text-foreground-secondary hover:text-foreground-primary md:pr-0"
          >
            <ArrowLeft size={18} strokeWidth={1.75} class="md:hidden" />
            {parent().name}
          </A>
        )}
      </Show>
      <Show when={props.here}>
        <span class="hidden min-w-0 items-center gap-2 text-[0.875rem] md:flex" aria-current="page">
          <Show when={props.parent}>
            <span class="text-foreground-muted" aria-hidden="true">
              /
            </span>
          </Show>
          <span class="truncate font-medium">{props.here}</span>
        </span>
      </Show>
      <span class="mono min-w-0 truncate pl-2 text-foreground-secondary" role="status">
        {props.note}
      </span>
      <span class="flex-1" />
      <Avatar />
    </header>
  );
}
