import { createResource, For, Match, Switch } from "solid-js";
import { api, problemOf } from "../api.ts";
import { clockSecond } from "../ui/say.ts";
import { credits, eventOf } from "./words.ts";

const ends = { held: "Held until it ends", charged: "Cost", returned: "Cost, all given back" } as const;

/** What one job took and gave back, as a till prints it. */
export function JobReceipt(props: { jobId: string }) {
  const [receipt] = createResource(
    () => props.jobId,
    (jobId) => api.receipt(jobId),
  );
  return (
    <div class="mono mb-4 max-w-120 rounded-card bg-background-secondary p-4 ring-1 ring-border ring-inset">
      <Switch fallback={<p role="status">The receipt is on its way.</p>}>
        <Match when={receipt.error}>
          <p role="alert">{problemOf(receipt.error).message}</p>
        </Match>
        <Match when={receipt()}>
          {(is) => (
            <>
              <p class="flex justify-between gap-4">
                <span>{is().movements[0]?.reason}</span>
                <span class="text-foreground-secondary">job {props.jobId.slice(-6)}</span>
              </p>
              <ul class="mt-2 text-foreground-secondary">
                <For each={is().movements}>
                  {(movement) => (
                    <li class="flex justify-between gap-4 py-0.5">
                      <span>
                        {clockSecond(movement.createdAt)} {eventOf(movement)}
                      </span>
                      <span>
                        {credits(Math.abs(movement.kind === "capture" ? is().cost : movement.amount), movement.unit)}
                      </span>
                    </li>
                  )}
                </For>
              </ul>
              <p class="mt-2 flex justify-between gap-4 border-t border-dashed pt-2">
                <span>{ends[is().state]}</span>
                <span>{credits(is().cost, is().unit)}</span>
              </p>
            </>
          )}
        </Match>
      </Switch>
    </div>
  );
}
