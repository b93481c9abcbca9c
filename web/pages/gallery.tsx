import { A, useNavigate, useSearchParams } from "@solidjs/router";
import { createMemo, createSignal, For, lazy, Match, Show, Suspense, Switch } from "solid-js";
import type { GalleryPicture } from "#contract/generation";
import { createActs } from "../gallery/acts.ts";
import { type Chosen, choose, nothingChosen } from "../gallery/choice.ts";
import { everything, type Filter, isEverything, queryOf, readFilter, writeFilter } from "../gallery/filter.ts";
import { FilterBar } from "../gallery/filter-bar.tsx";
import { useLiveWall } from "../gallery/live.ts";
import { MasonryWall } from "../gallery/masonry-wall.tsx";
import { SearchField } from "../gallery/search-field.tsx";
import { SelectionBar } from "../gallery/selection-bar.tsx";
import { createWall } from "../gallery/wall.ts";
import { useStyles } from "../styles/shelf.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { useKeys } from "../ui/keys.ts";
import { Problem } from "../ui/problem.tsx";
import { count } from "../ui/say.ts";
import { settled } from "../ui/settled.ts";
import { Title } from "../ui/title.tsx";
import { TopBar } from "./top-bar.tsx";

const Lightbox = lazy(() => import("../gallery/lightbox.tsx"));

/** Everything the artist made, on one wall: found by words and filters, opened large, kept, shared or taken down. */
export default function Gallery() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const [styles] = useStyles();
  const all = () => settled(styles) ?? [];
  const painting = createMemo(() => all().filter(({ versionCount }) => versionCount > 0));

  const filter = createMemo(() => readFilter(params), everything, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  const change = (part: Partial<Filter>) => setParams(writeFilter({ ...filter(), ...part }), { replace: true });
  const wall = createWall(() => queryOf(filter(), new Date()));
  const acts = createActs(wall);
  useLiveWall(wall, () => painting().map(({ id }) => id));

  const one = (name: string) => {
    const value = params[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const [current, setCurrent] = createSignal<string>();
  let standOn: (id: string) => void = () => undefined;
  const open = (id: string) => {
    setCurrent(id);
    setParams({ picture: id, beside: undefined }, { replace: one("picture") !== undefined });
  };
  const close = () => {
    const last = one("picture");
    setParams({ picture: undefined, beside: undefined }, { replace: true });
    // The layer gives the focus away only when it is gone.
    setTimeout(() => last && standOn(last));
  };
  const hrefOf = (id: string) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...writeFilter(filter()), picture: id }))
      if (value !== undefined) search.set(name, value);
    return `/gallery?${search}`;
  };

  const [choosing, setChoosing] = createSignal(false);
  const [chosen, setChosen] = createSignal<Chosen>(nothingChosen);
  const [zipping, setZipping] = createSignal(false);
  const chosenPictures = createMemo(() => wall.pictures().filter(({ id }) => chosen().ids.has(id)));
  const endChoosing = () => {
    setChosen(nothingChosen);
    setChoosing(false);
  };
  const pick = (id: string, range: boolean) => {
    setChosen((now) =>
      choose(
        now,
        wall.pictures().map((picture) => picture.id),
        id,
        range,
      ),
    );
    setChoosing(true);
  };
  const zip = async () => {
    setZipping(true);
    await acts.zip(chosenPictures());
    setZipping(false);
  };
  const chooseAll = () => {
    setChoosing(true);
    setChosen({ ids: new Set(wall.pictures().map(({ id }) => id)), anchor: undefined });
  };
  const use = (picture: GalleryPicture) => navigate(`/generate/${picture.styleId}?recipe=${picture.id}`);

  let field: HTMLInputElement | undefined;
  useKeys({
    title: "Gallery",
    keys: [
      { keys: "/", words: "Search", run: () => field?.focus() },
      { keys: "Enter", words: "Open the picture" },
      { keys: "X", words: "Choose the picture; with Shift all up to it" },
      { keys: "F", words: "Give it a heart, or take it away" },
      { keys: "D", words: "Download it with its recipe" },
      { keys: "Delete", words: "Delete it, with a way back" },
      { keys: "Ctrl+A", words: "Choose all", run: chooseAll },
      { keys: "Escape", words: "Stop choosing", run: endChoosing },
    ],
  });

  const first = () => wall.state() === "first";
  const none = () => wall.pictures().length === 0 && wall.state() === "idle" && !wall.hasMore();
  return (
    <>
      <Title text="Gallery" />
      <TopBar />
      <div class="flex flex-1 flex-col px-4 pt-1 pb-24 sm:pt-2 md:px-8">
        <header class="flex flex-wrap items-center gap-x-3.5 gap-y-3">
          <h1>Gallery</h1>
          <p class="mono flex-1 pt-1.5 text-foreground-secondary" role="status">
            <Show when={wall.total()}>{(total) => <>{count(total(), "picture")}</>}</Show>
          </p>
          <Show when={wall.pictures().length > 0 && !choosing()}>
            <Button variant="ghost" size="sm" class="sm:order-last" onClick={() => setChoosing(true)}>
              Select
            </Button>
          </Show>
          <SearchField
            words={filter().words}
            onWords={(words) => change({ words })}
            ref={(input) => {
              field = input;
            }}
          />
        </header>
        <Show when={!(none() && isEverything(filter()))}>
          <div class="mt-3 mb-4 sm:mb-5">
            <FilterBar filter={filter()} styles={painting()} onChange={change} />
          </div>
        </Show>
        <Switch
          fallback={
            <div class="max-md:-mx-2.5" aria-busy={wall.state() === "new"}>
              <Show when={wall.stale() && wall.problem()}>
                {(told) => (
                  <div class="mb-5 max-md:px-2.5">
                    <Problem
                      title="What you asked for was not found out; what hung before still hangs"
                      sentence={told().message}
                      requestId={told().requestId}
                    >
                      <Button variant="secondary" onClick={() => void wall.load()}>
                        Try again
                      </Button>
                    </Problem>
                  </div>
                )}
              </Show>
              <MasonryWall
                pictures={wall.pictures()}
                count={wall.total() ?? wall.pictures().length}
                hrefOf={hrefOf}
                current={current()}
                chosen={chosen().ids}
                choosing={choosing()}
                onCurrent={setCurrent}
                onOpen={open}
                onChoose={pick}
                onFavourite={(picture) => void acts.favourite(picture)}
                onDelete={(picture) => acts.remove([picture])}
                onDownload={acts.download}
                onLost={wall.refreshSoon}
                onEnd={() => !wall.problem() && void wall.more()}
                onReady={(stand) => {
                  standOn = stand;
                }}
              />
              <Show when={wall.state() === "more"}>
                <p class="mono py-8 text-center text-foreground-secondary">Earlier ones are coming…</p>
              </Show>
              <Show when={!wall.stale() && wall.problem()}>
                {(told) => (
                  <div class="mx-auto max-w-140 py-8">
                    <Problem
                      title="The earlier ones did not come"
                      sentence={told().message}
                      requestId={told().requestId}
                    >
                      <Button variant="secondary" onClick={() => void wall.more()}>
                        Try again
                      </Button>
                    </Problem>
                  </div>
                )}
              </Show>
            </div>
          }
        >
          <Match when={wall.problem() && wall.pictures().length === 0 && wall.problem()}>
            {(told) => (
              <div class="max-w-160 pt-4">
                <Problem title="Your pictures could not be read" sentence={told().message} requestId={told().requestId}>
                  <Button onClick={() => void wall.load()}>Try again</Button>
                </Problem>
              </div>
            )}
          </Match>
          <Match when={first()}>
            <Coming />
          </Match>
          <Match when={none() && isEverything(filter())}>
            <div class="max-w-160 pt-8">
              <Empty
                title="Nothing hangs here yet"
                sentence="Every picture you make hangs itself here, with its recipe, until you take it down."
              >
                <A href={painting().length > 0 ? "/generate" : "/styles"} class={buttonLook()}>
                  {painting().length > 0 ? "Make the first one" : "Begin with a style"}
                </A>
              </Empty>
            </div>
          </Match>
          <Match when={none()}>
            <div class="max-w-160 pt-8">
              <Empty
                title="No picture is like that"
                sentence="The search reads the words you asked with, each from its beginning: “harb” finds a harbour."
              >
                <Button variant="secondary" onClick={() => setParams(writeFilter(everything), { replace: true })}>
                  Show all pictures
                </Button>
              </Empty>
            </div>
          </Match>
        </Switch>
      </div>
      <Show when={choosing()}>
        <SelectionBar
          chosen={chosenPictures()}
          zipping={zipping()}
          onZip={() => void zip()}
          onFavourite={(wanted) => void acts.favouriteAll(chosenPictures(), wanted)}
          onCompare={() => {
            const [left, right] = chosenPictures();
            setParams({ picture: left?.id, beside: right?.id });
          }}
          onDelete={() => {
            acts.remove(chosenPictures());
            endChoosing();
          }}
          onAll={chooseAll}
          onEnd={endChoosing}
        />
      </Show>
      <Show when={one("picture")}>
        {(id) => (
          <Suspense>
            <Lightbox
              id={id()}
              other={one("beside")}
              wall={wall}
              acts={acts}
              styles={all()}
              onMove={open}
              onCompare={(other) => setParams({ beside: other }, { replace: true })}
              onUse={use}
              onClose={close}
            />
          </Suspense>
        )}
      </Show>
    </>
  );
}

const frames = [1.4, 0.7, 1, 1.4, 0.8, 0.7, 1.4, 1, 0.75, 1.4];

/** The shapes of what comes, still: shimmer is not art. */
function Coming() {
  return (
    <div role="status">
      <span class="sr-only">Your pictures are being read.</span>
      <div class="columns-2 gap-1.5 max-md:-mx-2.5 sm:columns-3 sm:gap-2 lg:columns-5" aria-hidden="true">
        <For each={frames}>
          {(ratio) => (
            <div
              class="mb-1.5 aspect-(--ratio) rounded-picture bg-background-secondary sm:mb-2"
              style={{ "--ratio": ratio }}
            />
          )}
        </For>
      </div>
    </div>
  );
}
