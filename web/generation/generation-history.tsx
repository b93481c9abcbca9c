import { createEffect, createSignal, For, on, Show } from "solid-js";
import type { Generation } from "#contract/generation";
import { type ApiProblem, api, problemOf } from "../api.ts";
import { generationsOf } from "../live/select.ts";
import type { StyleLive } from "../live/style-live.ts";
import { Button } from "../ui/button.tsx";
import { Picture } from "../ui/picture.tsx";
import { Problem } from "../ui/problem.tsx";

const PAGE = 24;

/** Everything painted in a style, newest first; what comes in live is put on top by itself. */
export function GenerationHistory(props: {
  styleId: string;
  live: StyleLive;
  /** The one that is shown large elsewhere. */
  current?: string | undefined;
  /** Ids that were removed here and can still be brought back. */
  hidden?: ReadonlySet<string>;
  onPick?: ((generation: Generation) => void) | undefined;
}) {
  const [cursor, setCursor] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  const [read, setRead] = createSignal(false);
  const [problem, setProblem] = createSignal<ApiProblem>();
  const load = async (from: string | null) => {
    if (busy()) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const page = await api.generations({ styleId: props.styleId, cursor: from, limit: PAGE });
      props.live.tell({ type: "generations", generations: page.generations });
      setCursor(page.nextCursor);
      setRead(true);
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  createEffect(on([() => props.styleId, () => props.live.epoch()], () => void load(null)));
  const finished = () =>
    generationsOf(props.live.state).filter(({ id, status }) => status === "COMPLETED" && !props.hidden?.has(id));
  return (
    <section aria-label="Pictures made in this style">
      <Show when={problem()}>
        {(told) => (
          <Problem title="The history could not be read" sentence={told().message} requestId={told().requestId}>
            <Button variant="secondary" onClick={() => void load(cursor())}>
              Try again
            </Button>
          </Problem>
        )}
      </Show>
      <Show when={read() && finished().length === 0}>
        <p class="text-foreground-secondary">Nothing is painted yet. What you make appears here by itself.</p>
      </Show>
      <ul class="flex flex-wrap gap-1.5 sm:gap-2">
        <For each={finished()}>
          {(picture) => (
            <li
              class="h-[6.5rem] grow-(--ratio) basis-[calc(var(--ratio)*6.5rem)] sm:h-[10rem] sm:basis-[calc(var(--ratio)*10rem)]"
              style={{ "--ratio": picture.width / picture.height }}
            >
              {/* The router's own link calls all of them current: they differ by their query alone. */}
              <a
                href={`/generate/${props.styleId}?picture=${picture.id}`}
                noScroll
                aria-current={picture.id === props.current ? "true" : undefined}
                class="block h-full rounded-picture aria-[current]:outline-2 aria-[current]:outline-white aria-[current]:outline-offset-2"
                onClick={() => props.onPick?.(picture)}
              >
                <Show when={picture.thumbnailUrl}>
                  {(src) => <Picture src={src()} alt={picture.prompt} cover class="h-full" />}
                </Show>
              </a>
            </li>
          )}
        </For>
        <li class="grow-[99]" aria-hidden="true" />
      </ul>
      <Show when={cursor()}>
        {(next) => (
          <div class="mt-5 text-center">
            <Button variant="secondary" loading={busy()} act="Looking" onClick={() => void load(next())}>
              Show earlier ones
            </Button>
          </div>
        )}
      </Show>
    </section>
  );
}
