import { A } from "@solidjs/router";
import { Show } from "solid-js";
import type { Style } from "#contract/styles";
import { newestTraining } from "../live/select.ts";
import type { StyleLive } from "../live/style-live.ts";
import { buttonLook } from "../ui/button.tsx";
import { useNow } from "../ui/now.ts";
import { Picture } from "../ui/picture.tsx";
import { Progress } from "../ui/progress.tsx";
import { clockTime, number } from "../ui/say.ts";
import { readClock, speedWords } from "./clock.ts";

/** A style that learns now, as one line of the dashboard. */
export function RunningRow(props: { style: Style; live: StyleLive | undefined }) {
  const now = useNow();
  const training = () => (props.live ? newestTraining(props.live.state) : undefined);
  const clock = () => {
    const run = training();
    return run ? readClock(run, props.live?.state.heard[run.id] ?? now(), now()) : undefined;
  };
  const sentence = () => {
    const told = clock();
    if (!told) return "Asking how far it is.";
    if (told.late) return "Late. The training is given back by itself.";
    return told.finishAt === null
      ? told.reason
      : `${told.line} ${told.quiet}`.trim() + (told.quiet ? `, done near ${clockTime(told.finishAt)}` : "");
  };
  return (
    <A
      href={`/styles/${props.style.id}`}
      class="grid grid-cols-[3rem_1fr] items-center gap-x-4 gap-y-2 border-y py-4 sm:grid-cols-[3.5rem_auto_1fr_auto] sm:gap-x-5"
    >
      <Show when={props.style.thumbnailUrl} fallback={<span class="size-12 sm:size-14" />}>
        {(src) => <Picture src={src()} alt="" cover class="size-12 sm:size-14" />}
      </Show>
      <div class="min-w-0">
        <h3 class="truncate">{props.style.name} is learning</h3>
        <p class="text-foreground-secondary text-small">{sentence()}</p>
      </div>
      <div class="col-span-2 sm:col-span-1 sm:px-6">
        <Progress value={training()?.progress ?? 0} size="sm" label={`${props.style.name}, learning`} />
        <div class="mono mt-2 hidden h-4 justify-between text-foreground-secondary sm:flex">
          <Show when={training()}>
            {(run) => (
              <>
                <span>
                  step {number(run().currentStep)} of {number(run().totalSteps)}
                </span>
                <span>
                  <Show when={run().stepsPerSecond}>{(speed) => speedWords(speed())}</Show>
                </span>
              </>
            )}
          </Show>
        </div>
      </div>
      <span class={`max-sm:hidden! ${buttonLook({ variant: "secondary", size: "sm" })}`}>Watch</span>
    </A>
  );
}
