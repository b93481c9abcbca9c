import RotateCcw from "lucide-solid/icons/rotate-ccw";
import { Match, Show, Switch } from "solid-js";
import type { Upload } from "./queue.ts";
import { dropUploads, previewOf, retryUploads } from "./uploader.ts";

/** A picture on its way: its own preview at once, how far it is, and what to do when it fails. */
export function UploadTile(props: { upload: Upload; offline: boolean }) {
  const share = () => (props.upload.size === 0 ? 0 : props.upload.sent / props.upload.size);
  const state = () => {
    const { phase, stumbles } = props.upload;
    if (phase === "failed") return "failed";
    if (props.offline) return "held";
    if (phase === "waiting" && stumbles > 0) return "blinked";
    return phase === "sending" || share() > 0 ? "going" : "waiting";
  };
  return (
    <div>
      <div class="picture aspect-4/3">
        <Show when={previewOf(props.upload.key)}>
          {(src) => <img src={src()} alt="" class="size-full object-cover" />}
        </Show>
        <div class="absolute inset-0 grid place-items-center bg-background-primary/62 p-2 text-center">
          <Switch>
            <Match when={state() === "failed"}>
              <button
                type="button"
                class="touch flex flex-col items-center gap-1.5 rounded-control p-2 font-[550] text-small hover:text-accent-text"
                onClick={() => retryUploads([props.upload.key])}
              >
                <RotateCcw size={18} strokeWidth={1.75} />
                Try again
              </button>
            </Match>
            <Match when={state() === "held"}>
              <span class="font-[550] text-small">Waits for the network</span>
            </Match>
            <Match when={state() === "blinked"}>
              <span class="font-[550] text-small">Trying again</span>
            </Match>
            <Match when={state() === "going"}>
              <Show when={share() < 1} fallback={<span class="text-small">Checking</span>}>
                <span class="mono text-small! font-medium">{Math.floor(share() * 100)}%</span>
              </Show>
            </Match>
            <Match when={state() === "waiting"}>
              <span class="text-small">Waiting</span>
            </Match>
          </Switch>
        </div>
        <Show when={state() !== "failed"}>
          <div
            class="absolute inset-x-0 bottom-0 h-1 origin-left bg-accent-primary transition-transform duration-200 ease-linear"
            style={{ transform: `scaleX(${share()})` }}
          />
        </Show>
      </div>
      <p class="mt-1.5 truncate text-foreground-subtle text-small" title={props.upload.name}>
        {props.upload.name}
      </p>
      <Show when={props.upload.problem}>
        {(problem) => (
          <p class="mt-0.5 text-error-text text-small" role="alert">
            {problem()}{" "}
            <button
              type="button"
              class="touch text-foreground-secondary underline hover:text-foreground-primary"
              onClick={() => dropUploads([props.upload.key])}
            >
              Leave it out
            </button>
          </p>
        )}
      </Show>
    </div>
  );
}
