import SearchIcon from "lucide-solid/icons/search";
import { createSignal, lazy, Show, Suspense } from "solid-js";

const load = () => import("./search-dialog.tsx");
const SearchDialog = lazy(load);
const [open, setOpen] = createSignal(false);

export const openSearch = () => {
  setOpen(true);
};

/** Looks like the field it opens; on a phone an icon. */
export function SearchButton() {
  return (
    <button
      type="button"
      aria-keyshortcuts="Control+K"
      class="touch grid size-8 shrink-0 place-items-center rounded-control text-foreground-secondary hover:text-foreground-primary sm:flex sm:h-9 sm:w-62 sm:items-center sm:gap-2.5 sm:bg-background-secondary sm:px-3 sm:text-small sm:ring-1 sm:ring-border sm:ring-inset sm:hover:bg-background-tertiary"
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={openSearch}
    >
      <SearchIcon size={18} strokeWidth={1.75} class="sm:size-4" />
      <span class="sr-only flex-1 text-left sm:not-sr-only">Search</span>
      <kbd class="hidden rounded-chip px-1.5 font-mono text-[0.6875rem]/5 ring-1 ring-border ring-inset lg:block">
        Ctrl K
      </kbd>
    </button>
  );
}

/** Where the search opens, over whatever page is there. */
export function SearchPlace() {
  return (
    <Show when={open()}>
      <Suspense>
        <SearchDialog onClose={() => setOpen(false)} />
      </Suspense>
    </Show>
  );
}
