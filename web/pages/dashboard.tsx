import { A } from "@solidjs/router";
import Plus from "lucide-solid/icons/plus";
import { For, Show } from "solid-js";
import { me } from "../accounts/session.ts";
import { RecentWork } from "../generation/recent.tsx";
import { useLiveStyles } from "../styles/live-styles.ts";
import { StyleCard } from "../styles/style-card.tsx";
import { StylesFace } from "../styles/styles-face.tsx";
import { RunningRow } from "../training/running-row.tsx";
import { buttonLook } from "../ui/button.tsx";
import { number } from "../ui/say.ts";
import { settled } from "../ui/settled.ts";
import { Title } from "../ui/title.tsx";
import { AskBox } from "./ask-box.tsx";
import { greeting } from "./greeting.ts";
import { TopBar } from "./top-bar.tsx";

/** So many styles; the others are in the list of all. */
const SHOWN = 6;

export default function Dashboard() {
  const styles = useLiveStyles();
  const { current, liveOf, trainingOf } = styles;
  const trained = () => current().filter((style) => style.status === "TRAINED").length;
  const name = () => me()?.user.name?.split(" ")[0];
  return (
    <>
      <Title text="Dashboard" />
      <TopBar />
      <div class="px-4 pt-1 pb-16 sm:pt-2 md:px-8">
        <header class="flex flex-wrap items-end gap-x-10 gap-y-2">
          <h1 class="min-w-full flex-1 sm:min-w-0">
            {greeting(new Date().getHours())}
            <Show when={name()}>, {name()}</Show>
          </h1>
          <Show when={current().length > 0}>
            <p class="flex flex-wrap gap-x-4 sm:gap-x-8">
              <Stat value={current().length} noun={current().length === 1 ? "style" : "styles"} />
              <Stat value={trained()} noun="trained" />
              <Stat value={me()?.subscription.generationCredits ?? 0} noun="pictures left" />
            </p>
          </Show>
        </header>
        <Show
          when={settled(styles.read)}
          fallback={
            <div class="mt-7">
              <StylesFace styles={styles}>{undefined}</StylesFace>
            </div>
          }
        >
          <Show when={trained() > 0}>
            <div class="mt-4 sm:mt-6">
              <AskBox styles={current().filter(({ status }) => status === "TRAINED")} />
            </div>
          </Show>
          <Show when={current().some(({ status }) => status === "TRAINING")}>
            <div class="mt-6 [&>*+*]:border-t-0">
              <For each={current().filter(({ status }) => status === "TRAINING")}>
                {(style) => <RunningRow style={style} live={liveOf(style.id)} />}
              </For>
            </div>
          </Show>
          <section class="mt-7">
            <StylesFace styles={styles}>
              <div class="flex items-center">
                <h2 class="flex-1">My styles</h2>
                <Show when={current().length > SHOWN}>
                  <A
                    href="/styles"
                    class="touch mr-4 text-foreground-secondary text-small hover:text-foreground-primary"
                  >
                    All {number(current().length)}
                  </A>
                </Show>
                <A
                  href="/styles/new"
                  class={buttonLook({ variant: trained() > 0 ? "secondary" : "primary", size: "sm" })}
                >
                  <Plus size={16} strokeWidth={1.75} />
                  New style
                </A>
              </div>
              <ul class="-mx-4 mt-3.5 flex snap-x scroll-px-4 gap-3 overflow-x-auto px-4 pb-1 sm:mx-0 sm:grid sm:grid-cols-2 sm:gap-6 sm:overflow-visible sm:px-0 lg:grid-cols-3 2xl:grid-cols-4">
                <For each={current().slice(0, SHOWN)}>
                  {(style) => (
                    <li class="w-71 shrink-0 snap-start sm:w-auto">
                      <StyleCard style={style} training={trainingOf(style.id)} />
                    </li>
                  )}
                </For>
              </ul>
            </StylesFace>
          </section>
          <div class="mt-10">
            <RecentWork />
          </div>
        </Show>
      </div>
    </>
  );
}

function Stat(props: { value: number; noun: string }) {
  return (
    <span class="flex items-baseline gap-1.5 sm:gap-2">
      <b class="font-heading font-semibold text-[0.9375rem] tracking-tight sm:text-xl">{number(props.value)}</b>
      <span class="text-foreground-secondary text-small sm:text-body">{props.noun}</span>
    </span>
  );
}
