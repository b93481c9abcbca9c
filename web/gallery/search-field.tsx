import Search from "lucide-solid/icons/search";
import X from "lucide-solid/icons/x";
import { createEffect, createSignal, on, onCleanup, Show } from "solid-js";

/** Between two letters of somebody who types. */
const PAUSE_MS = 250;

/** Words or a seed; what is typed counts after a short pause, and at once with Enter. */
export function SearchField(props: {
  words: string;
  onWords: (words: string) => void;
  ref?: (field: HTMLInputElement) => void;
}) {
  const [typed, setTyped] = createSignal(props.words);
  let pause: ReturnType<typeof setTimeout> | undefined;
  let sent = props.words;
  const say = (words: string) => {
    clearTimeout(pause);
    sent = words;
    props.onWords(words);
  };
  onCleanup(() => clearTimeout(pause));
  // An address that changed by itself, as with Back, is shown; one's own words coming back late are not.
  createEffect(
    on(
      () => props.words,
      (words) => {
        if (words === sent) return;
        sent = words;
        setTyped(words);
      },
      { defer: true },
    ),
  );
  return (
    <form
      class="relative w-full sm:w-72"
      onSubmit={(event) => {
        event.preventDefault();
        say(typed());
      }}
    >
      <Search
        size={16}
        strokeWidth={1.75}
        class="pointer-events-none absolute inset-y-0 left-3 my-auto text-foreground-muted"
        aria-hidden="true"
      />
      <input
        ref={(field) => props.ref?.(field)}
        type="search"
        enterkeyhint="search"
        autocomplete="off"
        aria-label="Search by words or seed"
        placeholder="Words, or seed 41"
        maxlength={500}
        class="field h-10! min-h-10! px-9! text-[0.875rem] [&::-webkit-search-cancel-button]:hidden"
        value={typed()}
        onInput={(event) => {
          const words = event.currentTarget.value;
          setTyped(words);
          clearTimeout(pause);
          pause = setTimeout(() => say(words), PAUSE_MS);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || typed() === "") return;
          event.preventDefault();
          setTyped("");
          say("");
        }}
      />
      <Show when={typed() !== ""}>
        <button
          type="button"
          aria-label="Clear the search"
          class="touch absolute inset-y-0 right-1 my-auto grid size-8 place-items-center rounded-control text-foreground-muted hover:text-foreground-primary"
          onClick={() => {
            setTyped("");
            say("");
          }}
        >
          <X size={16} strokeWidth={1.75} />
        </button>
      </Show>
    </form>
  );
}
