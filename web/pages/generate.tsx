import { A, useNavigate, useParams } from "@solidjs/router";
import { createEffect, createMemo, Match, Show, Switch } from "solid-js";
import { problemOf } from "../api.ts";
import { keep, LAST_STYLE, recall } from "../live/kept.ts";
import { canPaint } from "../live/select.ts";
import { type StyleLive, useStyleLive } from "../live/style-live.ts";
import { useStyles } from "../styles/shelf.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { Problem } from "../ui/problem.tsx";
import { settled } from "../ui/settled.ts";
import { Title } from "../ui/title.tsx";
import { Desktop } from "./desk.tsx";
import { StyleDoor } from "./style-door.tsx";
import { TopBar } from "./top-bar.tsx";

/** Finds the style to paint in, then opens its desk. */
export default function Generate() {
  const params = useParams();
  const navigate = useNavigate();
  const [styles, { refetch }] = useStyles();
  const all = () => settled(styles) ?? [];
  const trained = createMemo(() => all().filter(({ status }) => status === "TRAINED"));
  createEffect(() => {
    if (params.id) {
      keep(LAST_STYLE, params.id);
      return;
    }
    const last = recall<string>(LAST_STYLE);
    const choice = trained().find(({ id }) => id === last) ?? trained()[0];
    if (choice) navigate(`/generate/${choice.id}`, { replace: true });
  });
  return (
    <>
      <Title text="Generate" />
      <Switch
        fallback={
          <>
            <TopBar here="Generate" />
            <p class="sr-only" role="status">
              Your styles are being read.
            </p>
          </>
        }
      >
        <Match when={params.id} keyed>
          {(id) => (
            <Opened
              id={id}
              styles={all().filter((style) => style.status === "TRAINED" || style.id === id)}
              onStyle={(next) => navigate(`/generate/${next}`)}
            />
          )}
        </Match>
        <Match when={styles.error}>
          <TopBar here="Generate" />
          <div class="mx-auto w-full max-w-140 px-4 pt-12">
            <Problem title="Your styles could not be read" sentence={problemOf(styles.error).message}>
              <Button onClick={() => void refetch()}>Try again</Button>
            </Problem>
          </div>
        </Match>
        <Match when={styles.state === "ready" && trained().length === 0}>
          <TopBar here="Generate" />
          <div class="mx-auto w-full max-w-160 px-4 pt-16">
            <Empty
              title="No style can paint yet"
              sentence="Train one on twenty of your pictures, and this becomes the desk where you ask for new ones."
            >
              <A href={all()[0] ? `/styles/${all()[0]?.id}` : "/styles/new"} class={buttonLook()}>
                {all()[0] ? `Go on with ${all()[0]?.name}` : "Start with your pictures"}
              </A>
            </Empty>
          </div>
        </Match>
      </Switch>
    </>
  );
}

interface OpenedProps {
  id: string;
  styles: Parameters<typeof Desktop>[0]["styles"];
  onStyle: (id: string) => void;
}

function Opened(props: OpenedProps) {
  const live = useStyleLive(() => props.id);
  return (
    <StyleDoor
      live={live()}
      parent={{ href: "/generate", name: "Generate" }}
      waiting={<div class="mx-auto aspect-4/3 max-h-[60dvh] rounded-picture bg-background-secondary" />}
    >
      <Show when={canPaint(live().state)} fallback={<NotYet live={live()} id={props.id} />}>
        <Desktop id={props.id} live={live()} styles={props.styles} onStyle={props.onStyle} />
      </Show>
    </StyleDoor>
  );
}

function NotYet(props: { live: StyleLive; id: string }) {
  const name = () => props.live.state.style?.name ?? "This style";
  return (
    <>
      <TopBar parent={{ href: `/styles/${props.id}`, name: name() }} here="Generate" />
      <div class="mx-auto w-full max-w-160 px-4 pt-16">
        <Empty
          title={`${name()} has not learned yet`}
          sentence="It can paint after its first training. The desk opens by itself then."
        >
          <A href={`/styles/${props.id}`} class={buttonLook()}>
            <Show when={props.live.state.style?.status === "TRAINING"} fallback="Go on with it">
              Watch it learn
            </Show>
          </A>
        </Empty>
      </div>
    </>
  );
}
