import { Navigate } from "@solidjs/router";
import { type JSX, Match, Switch } from "solid-js";
import type { StyleLive } from "../live/style-live.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/problem.tsx";
import { Title } from "../ui/title.tsx";
import { NothingHere } from "./nothing-here.tsx";
import { type Crumb, TopBar } from "./top-bar.tsx";

/** What needs a style's record, once it is here; before that its shape, or why it is not here. */
export function StyleDoor(props: { live: StyleLive; parent: Crumb; waiting: JSX.Element; children: JSX.Element }) {
  const gone = () => props.live.state.gone || (props.live.problem()?.status === 404 && props.live.state.style === null);
  return (
    <Switch>
      <Match when={props.live.state.gone && props.live.state.style}>
        {/* Deleted here or in another tab while it was looked at: how far that is, and its receipt. */}
        {(style) => (
          <>
            <TopBar parent={props.parent} />
            <p role="status" class="px-4 pt-3 text-foreground-secondary md:px-8">
              Deleting {style().name}…
            </p>
            <Navigate href={`/deleted/${style().id}`} />
          </>
        )}
      </Match>
      <Match when={gone()}>
        <Title text="Nothing hangs here" />
        <TopBar parent={props.parent} />
        <NothingHere sentence="This style was deleted, or it belongs to somebody else." />
      </Match>
      <Match when={props.live.state.style}>{props.children}</Match>
      <Match when={props.live.problem()}>
        {(problem) => (
          <>
            <Title text="Style" />
            <TopBar parent={props.parent} />
            <div class="mx-auto w-full max-w-140 px-4 pt-12">
              <Problem
                title="This style could not be read"
                sentence={problem().message}
                requestId={problem().requestId}
              >
                <Button onClick={() => void props.live.refresh()}>Try again</Button>
              </Problem>
            </div>
          </>
        )}
      </Match>
      <Match when={true}>
        <TopBar parent={props.parent} />
        <div class="px-4 pt-3 md:px-8" role="status">
          <span class="sr-only">The style is being read.</span>
          <div aria-hidden="true">{props.waiting}</div>
        </div>
      </Match>
    </Switch>
  );
}
