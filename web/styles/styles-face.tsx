import { A } from "@solidjs/router";
import { type JSX, Match, Switch } from "solid-js";
import { problemOf } from "../api.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { Problem } from "../ui/problem.tsx";
import { settled } from "../ui/settled.ts";
import type { useLiveStyles } from "./live-styles.ts";
import { WaitingCards } from "./style-card.tsx";

/** The artist's styles as `children` show them; before there are any, the reason why. */
export function StylesFace(props: { styles: ReturnType<typeof useLiveStyles>; children: JSX.Element }) {
  const problem = () => problemOf(props.styles.read.error);
  return (
    <Switch fallback={props.children}>
      <Match when={props.styles.read.error}>
        <div class="max-w-160">
          <Problem title="Your styles could not be read" sentence={problem().message} requestId={problem().requestId}>
            <Button onClick={() => void props.styles.refetch()}>Try again</Button>
          </Problem>
        </div>
      </Match>
      <Match when={settled(props.styles.read) === undefined}>
        <WaitingCards />
      </Match>
      <Match when={props.styles.current().length === 0}>
        <div class="pt-10">
          <Empty title="No style yet" sentence="Twenty pictures you made are enough. Photos of paintings are fine.">
            <A href="/styles/new" class={buttonLook()}>
              Start with your pictures
            </A>
          </Empty>
        </div>
      </Match>
    </Switch>
  );
}
