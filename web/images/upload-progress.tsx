import { createMemo, Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import { online } from "../ui/network.ts";
import { Progress } from "../ui/progress.tsx";
import { count } from "../ui/say.ts";
import { sum } from "./queue.ts";
import { forgetMissing, missingOf, retryUploads, uploadsOf } from "./uploader.ts";

/** How the whole delivery stands, in one line; nothing when nothing is on its way. */
export function UploadProgress(props: { styleId: string }) {
  const told = createMemo(() => sum(uploadsOf(props.styleId)));
  const going = () => told().total - told().done - told().failed;
  const words = () => {
    const { total, done, failed, stumbling } = told();
    if (going() === 0) return `${count(failed, "picture")} did not arrive.`;
    if (!online()) return `${count(going(), "picture")} wait for the network. They go on by themselves.`;
    const blinked = stumbling > 0 ? ` The network blinked on ${stumbling}. The rest goes on.` : "";
    return `Sending ${Math.min(total, done + failed + 1)} of ${total}.${blinked}`;
  };
  const failedKeys = () =>
    uploadsOf(props.styleId)
      .filter(({ phase }) => phase === "failed")
      .map(({ key }) => key);
  return (
    <div role="status">
      <Show when={going() > 0 || told().failed > 0}>
        <div class="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          <div class="min-w-48 flex-1">
            <p class="mb-1.5 text-small">{words()}</p>
            <Show when={going() > 0}>
              <Progress value={told().share * 100} size="sm" label="Pictures on their way" />
            </Show>
          </div>
          <Show when={told().failed > 0}>
            <Button variant="secondary" size="sm" onClick={() => retryUploads(failedKeys())}>
              Try {count(told().failed, "picture")} again
            </Button>
          </Show>
        </div>
      </Show>
      <Show when={missingOf(props.styleId).length > 0}>
        <div class="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-y py-3">
          <p class="flex-1 text-small">
            <span class="text-warning">Not sent when the page was left: </span>
            {missingOf(props.styleId)
              .map(({ name }) => name)
              .join(", ")}
            . Drop them again.
          </p>
          <Button
            variant="ghost"
            size="sm"
            onClick={() => forgetMissing(missingOf(props.styleId).map(({ key }) => key))}
          >
            Never mind
          </Button>
        </div>
      </Show>
    </div>
  );
}
