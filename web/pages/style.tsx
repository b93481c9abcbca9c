import { useParams } from "@solidjs/router";
import { For, Match, Show, Switch } from "solid-js";
import { useStyleLive } from "../live/style-live.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/problem.tsx";
import { Title } from "../ui/title.tsx";
import { NothingHere } from "./not-found.tsx";
import { OpenedStyle } from "./opened-style.tsx";
import { TopBar } from "./top-bar.tsx";

/** Finds the style, or says why it is not here. */
export default function StylePage() {
  const params = useParams();
  const live = useStyleLive(() => params.id ?? "");
  const gone = () => live().state.gone || (live().problem()?.status === 404 && live().state.style === null);
  return (
    <Switch>
      <Match when={gone()}>
        <Title text="Nothing hangs here" />
        <TopBar parent={{ href: "/styles", name: "My styles" }} />
        <NothingHere sentence="This style was deleted, or it belongs to somebody else." />
      </Match>
      <Match when={live().state.style}>
        <Show when={params.id} keyed>
          {(id) => <OpenedStyle id={id} live={live()} />}
        </Show>
      </Match>
      <Match when={live().problem()}>
        {(problem) => (
          <>
            <Title text="Style" />
            <TopBar parent={{ href: "/styles", name: "My styles" }} />
            <div class="mx-auto w-full max-w-140 px-4 pt-12">
              <Problem
                title="This style could not be read"
                sentence={problem().message}
                requestId={problem().requestId}
              >
                <Button onClick={() => void live().refresh()}>Try again</Button>
              </Problem>
            </div>
          </>
        )}
      </Match>
      <Match when={true}>
        <TopBar parent={{ href: "/styles", name: "My styles" }} />
        <div class="px-4 pt-3 md:px-8" role="status">
          <span class="sr-only">The style is being read.</span>
          <div aria-hidden="true">
            <div class="h-10 w-60 max-w-full rounded-picture bg-background-secondary" />
            <div class="mt-14 grid grid-cols-3 gap-3 md:grid-cols-5">
              <For each={[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]}>
                {() => <div class="aspect-4/3 rounded-picture bg-background-secondary" />}
              </For>
            </div>
          </div>
        </div>
      </Match>
    </Switch>
  );
}
