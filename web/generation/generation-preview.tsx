import { createSignal, Match, Show, Switch } from "solid-js";
import type { Generation } from "#contract/generation";
import { Button } from "../ui/button.tsx";
import { useNow } from "../ui/now.ts";
import { Picture } from "../ui/picture.tsx";
import { Progress } from "../ui/progress.tsx";
import { clockTime, spell } from "../ui/say.ts";

export interface GenerationPreviewProps {
  generation: Generation | undefined;
  /** Asked for, but nothing is heard of it yet. */
  expected: boolean;
  width: number;
  height: number;
  /** Seconds that pictures take here usually; null when nobody knows yet. */
  usual: number | null;
  /** Its place in line and when it will be there, by what the last ones took. */
  line: { ahead: number; seconds: number | null } | undefined;
  onCancel: (generation: Generation) => Promise<void>;
  onRetry: (generation: Generation) => void;
  onLost: () => void;
}

const places = ["Next in line", "Second in line", "Third in line", "Fourth in line"];
const lineWords = (ahead: number) => places[ahead] ?? `${ahead} before it in line`;

/** One picture, whole and large; or the frame it will hang in, with the reason to wait and the way out. */
export function GenerationPreview(props: GenerationPreviewProps) {
  const [stopping, setStopping] = createSignal(false);
  const ratio = () => (props.generation?.width ?? props.width) / (props.generation?.height ?? props.height);
  const status = () => props.generation?.status ?? (props.expected ? "PENDING" : undefined);
  const waiting = () => status() === "PENDING" || status() === "PROCESSING";
  const cancel = async (generation: Generation) => {
    setStopping(true);
    await props.onCancel(generation);
    setStopping(false);
  };
  return (
    <div
      class="aspect-(--ratio) w-[min(100%,calc((100dvh-28rem)*var(--ratio)))] max-md:mx-auto md:w-[min(100%,calc((100dvh-21rem)*var(--ratio)))]"
      style={{ "--ratio": ratio() }}
    >
      <Switch
        fallback={
          <div class="grid size-full place-items-center rounded-picture border border-border-control border-dashed p-6 text-center max-md:rounded-none max-md:border-x-0">
            <p class="max-w-72 text-foreground-secondary">Your next picture hangs here. Write what you want to see.</p>
          </div>
        }
      >
        <Match when={status() === "COMPLETED" && props.generation?.outputUrl} keyed>
          {(src) => (
            <Picture
              src={src}
              alt={props.generation?.prompt ?? ""}
              width={props.generation?.width}
              height={props.generation?.height}
              standIn={props.generation?.thumbnailUrl ?? undefined}
              eager
              class="size-full max-md:rounded-none"
              onLost={props.onLost}
            />
          )}
        </Match>
        <Match when={waiting()}>
          <div
            class="grid size-full place-items-center rounded-picture bg-background-secondary p-6 text-center ring-1 ring-border ring-inset max-md:rounded-none"
            role="status"
          >
            <div class="w-full max-w-72">
              <p class="font-heading font-semibold text-h2">
                <Show when={status() === "PROCESSING"} fallback={lineWords(props.line?.ahead ?? 0)}>
                  Painting, <Elapsed since={props.generation?.startedAt ?? props.generation?.createdAt} />
                </Show>
              </p>
              <Show when={props.generation?.progress}>
                {(share) => (
                  <div class="my-3">
                    <Progress value={share()} size="sm" showLabel label="Painting" />
                  </div>
                )}
              </Show>
              <p class="mt-2 text-foreground-secondary text-small">
                <Show when={props.line?.seconds ?? props.usual}>
                  {(seconds) => <>About {spell(seconds())} until it is here. </>}
                </Show>
                Leave if you like, it will hang here when it is dry.
                <Show when={props.generation}>
                  {(generation) => (
                    <> If it is not done by {clockTime(generation().deadlineAt)}, the picture is given back.</>
                  )}
                </Show>
              </p>
              <Show when={props.generation}>
                {(generation) => (
                  <Button
                    variant="ghost"
                    size="sm"
                    class="mt-3"
                    loading={stopping()}
                    act="Stopping"
                    onClick={() => void cancel(generation())}
                  >
                    Cancel, get it back
                  </Button>
                )}
              </Show>
            </div>
          </div>
        </Match>
        <Match when={(status() === "FAILED" || status() === "CANCELED") && props.generation}>
          {(generation) => (
            <div class="grid size-full place-items-center rounded-picture border border-border-control border-dashed p-6 text-center max-md:rounded-none max-md:border-x-0">
              <div class="max-w-80" role="alert">
                <h3>{status() === "FAILED" ? "This one did not come out" : "Cancelled"}</h3>
                <p class="mt-1 mb-4 text-foreground-secondary text-small">
                  {generation().errorMessage ?? "The picture is back in your account."}
                </p>
                <Button variant="secondary" size="sm" onClick={() => props.onRetry(generation())}>
                  Try again
                </Button>
              </div>
            </div>
          )}
        </Match>
      </Switch>
    </div>
  );
}

/** Whole seconds since then; a name for the wait that only goes up. */
function Elapsed(props: { since: string | undefined }) {
  const now = useNow();
  const seconds = () => Math.max(0, Math.floor((now() - Date.parse(props.since ?? "")) / 1000));
  return <span class="tabular-nums">{Number.isNaN(seconds()) ? "" : `${seconds()} s`}</span>;
}
