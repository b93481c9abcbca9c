import { A } from "@solidjs/router";
import ArrowLeft from "lucide-solid/icons/arrow-left";
import { For, type JSX, Show } from "solid-js";
import { Avatar } from "../accounts/avatar.tsx";
import { Mark } from "../ui/mark.tsx";
import { Bell } from "./bell.tsx";
import { accountLinks } from "./rooms.ts";
import { SearchButton } from "./search-button.tsx";

export interface Crumb {
  href: string;
  name: string;
}

export interface TopBarProps {
  /** The page above this one, or the pages above it from the top down. */
  parent?: Crumb | Crumb[] | undefined;
  here?: string | undefined;
  /** Such as "Saved 14:02". */
  note?: JSX.Element;
}

/** The head of every page in the studio: the way back, what was saved, the profile. */
export function TopBar(props: TopBarProps) {
  const trail = () => (Array.isArray(props.parent) ? props.parent : props.parent ? [props.parent] : []);
  return (
    <header class="flex h-13 shrink-0 items-center gap-2 px-4 sm:h-14 md:px-8">
      <Show
        when={trail().length > 0 || props.here}
        fallback={
          <span class="md:hidden">
            <Mark />
          </span>
        }
      >
        <nav aria-label="Breadcrumb" class="min-w-0">
          <ol class="flex min-w-0 items-center gap-2 text-[0.875rem]">
            <For each={trail()}>
              {(crumb, place) => (
                <li
                  class="shrink-0 items-center gap-2"
                  classList={{ "hidden md:flex": place() < trail().length - 1, flex: place() === trail().length - 1 }}
                >
                  <A
                    href={crumb.href}
                    class="touch -ml-2 flex h-10 max-w-50 items-center gap-3 truncate rounded-control px-2 text-foreground-secondary hover:text-foreground-primary md:mr-[-0.5rem] md:max-w-70"
                  >
                    <ArrowLeft size={18} strokeWidth={1.75} class="shrink-0 md:hidden" />
                    <span class="truncate">{crumb.name}</span>
                  </A>
                  <Show when={props.here}>
                    <span class="hidden text-foreground-muted md:inline" aria-hidden="true">
                      /
                    </span>
                  </Show>
                </li>
              )}
            </For>
            <Show when={props.here}>
              <li
                class="min-w-0 truncate font-medium"
                classList={{ "max-md:hidden": trail().length > 0 }}
                aria-current="page"
              >
                {props.here}
              </li>
            </Show>
          </ol>
        </nav>
      </Show>
      <span class="mono min-w-0 truncate pl-2 text-foreground-secondary" role="status">
        {props.note}
      </span>
      <span class="flex-1" />
      <SearchButton />
      <Bell />
      <Avatar links={accountLinks} />
    </header>
  );
}
