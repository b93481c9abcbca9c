import { useNavigate } from "@solidjs/router";
import {
  createEffect,
  createMemo,
  createResource,
  createSignal,
  For,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
} from "solid-js";
import { api, problemOf } from "../api.ts";
import { readWords } from "../gallery/filter.ts";
import { useStyles } from "../styles/shelf.ts";
import { findStyles } from "../styles/sort-styles.ts";
import { statusWords } from "../styles/status.tsx";
import Dialog from "../ui/dialog.tsx";
import { settled } from "../ui/settled.ts";
import { rooms } from "./rooms.ts";

interface Hit {
  href: string;
  title: string;
  note: string;
  face: JSX.Element;
}

/** So many of each kind; what is searched for is then better asked for with one more word. */
const SHOWN = 6;
/** A pause in writing that means "look now". */
const PAUSE_MS = 250;
const plain = (text: string) => text.toLowerCase();

/** One field over everything of the artist; the arrows choose, Enter goes there. */
export default function SearchDialog(props: { onClose: () => void }) {
  const navigate = useNavigate();
  const [styles] = useStyles();
  const [words, setWords] = createSignal("");
  const [chosen, choose] = createSignal(0);
  const [rested, settle] = createSignal("");
  createEffect(
    on(words, (text) => {
      const timer = setTimeout(() => settle(text.trim()), PAUSE_MS);
      onCleanup(() => clearTimeout(timer));
    }),
  );
  const [pictures] = createResource(
    () => rested() || undefined,
    async (text) => {
      const { search, seed } = readWords(text);
      const { generations } = await api.generations({
        status: "COMPLETED",
        limit: SHOWN,
        ...(search ? { search } : {}),
        ...(seed === undefined ? {} : { seed }),
      });
      return generations;
    },
  );
  let field: HTMLInputElement | undefined;
  onMount(() => field?.focus());

  const hits = createMemo<Hit[]>(() => {
    const all = settled(styles) ?? [];
    const asked = plain(words().trim());
    return [
      ...findStyles(all, { words: words(), status: "all", order: "changed" })
        .slice(0, SHOWN)
        .map((style) => ({
          href: `/styles/${style.id}`,
          title: style.name,
          note: statusWords(style),
          face: <Face src={style.thumbnailUrl} />,
        })),
      ...((asked !== "" && settled(pictures)) || []).map((picture) => ({
        href: `/generate/${picture.styleId}?picture=${picture.id}`,
        title: picture.prompt,
        note: `seed ${picture.seed}`,
        face: <Face src={picture.thumbnailUrl} />,
      })),
      ...rooms
        .filter((room) => asked !== "" && plain(room.name).includes(asked))
        .map((room) => ({
          href: room.href,
          title: room.name,
          note: "Room",
          face: (
            <span class="grid size-9 shrink-0 place-items-center text-foreground-secondary">
              <room.icon size={18} strokeWidth={1.75} />
            </span>
          ),
        })),
    ];
  });
  const at = () => Math.min(chosen(), Math.max(0, hits().length - 1));
  const go = (hit: Hit | undefined) => {
    if (!hit) return;
    props.onClose();
    navigate(hit.href);
  };
  const step = (by: number) => choose((at() + by + hits().length) % Math.max(1, hits().length));
  const keys: Record<string, () => void> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => go(hits()[at()]),
  };
  return (
    <Dialog open onClose={props.onClose} title="Search" size="md">
      <input
        ref={field}
        type="search"
        class="field mt-4"
        role="combobox"
        aria-label="Search"
        aria-expanded={hits().length > 0}
        aria-controls="search-hits"
        aria-autocomplete="list"
        aria-activedescendant={hits().length > 0 ? `search-hit-${at()}` : undefined}
        placeholder="Prompt, style, seed"
        autocomplete="off"
        value={words()}
        onInput={(event) => {
          setWords(event.currentTarget.value);
          choose(0);
        }}
        onKeyDown={(event) => {
          const act = keys[event.key];
          if (!act || event.isComposing) return;
          event.preventDefault();
          act();
        }}
      />
      <div id="search-hits" role="listbox" aria-label="Found" class="-mx-2 mt-3">
        <For each={hits()}>
          {(hit, place) => (
            <div
              id={`search-hit-${place()}`}
              role="option"
              tabIndex={-1}
              aria-selected={place() === at()}
              class="flex cursor-pointer items-center gap-3 rounded-control px-2 py-1.5"
              classList={{ "bg-background-tertiary": place() === at() }}
              onPointerMove={() => choose(place())}
              onClick={() => go(hit)}
              onKeyDown={(event) => event.key === "Enter" && go(hit)}
            >
              {hit.face}
              <span class="min-w-0 flex-1 truncate">{hit.title}</span>
              <span class="mono shrink-0 text-foreground-secondary">{hit.note}</span>
            </div>
          )}
        </For>
      </div>
      <p class="mt-3 text-foreground-secondary text-small empty:hidden" role="status">
        {styles.error || pictures.error
          ? problemOf(styles.error ?? pictures.error).message
          : hits().length === 0 && !pictures.loading && rested() === words().trim()
            ? words().trim() === ""
              ? "No style yet."
              : "Nothing of yours is called so."
            : ""}
      </p>
    </Dialog>
  );
}

function Face(props: { src: string | null }) {
  return (
    <span class="picture size-9 shrink-0">
      <Show when={props.src}>{(src) => <img src={src()} alt="" class="size-full object-cover" />}</Show>
    </span>
  );
}
