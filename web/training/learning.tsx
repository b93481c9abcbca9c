import Bell from "lucide-solid/icons/bell";
import Check from "lucide-solid/icons/check";
import { createMemo, createSignal, Show } from "solid-js";
import type { Training } from "#contract/training";
import { api, problemOf } from "../api.ts";
import type { StyleLive } from "../live/style-live.ts";
import { Button } from "../ui/button.tsx";
import { online } from "../ui/network.ts";
import { notify } from "../ui/notify.ts";
import { useNow } from "../ui/now.ts";
import { clockSecond, clockTime, count, number } from "../ui/say.ts";
import { readClock, speedWords } from "./clock.ts";
import { type Expectation, expectationOf } from "./expectation.ts";
import { LossCurve } from "./loss-curve.tsx";
import { tellPermission, willTell, wishToBeTold } from "./tell-when-done.ts";
import { TimeAxis } from "./time-axis.tsx";

interface RunProps {
  training: Training;
  live: StyleLive;
}

/** The honest clock: time left, finish, step, speed, the axis with the refund, and the curve. */
export function Learning(props: RunProps) {
  const now = useNow();
  const clock = createMemo(() => readClock(props.training, props.live.state.heard[props.training.id] ?? now(), now()));
  const start = () => Date.parse(props.training.startedAt ?? props.training.createdAt);
  const deadline = () => Date.parse(props.training.deadlineAt);
  /** Told until it is past: then the run's own speed and the refund are what counts. */
  const expected = createMemo(() => {
    const told = expectationOf(props.live.state.finishedRuns, props.training.totalSteps);
    const asked = Date.parse(props.training.createdAt);
    const span = told && { ...told, from: asked + told.low * 1_000, to: asked + told.high * 1_000 };
    return span && now() < span.to && span.to < deadline() ? span : undefined;
  });
  const spoken = createMemo(() => {
    const tens = Math.floor(props.training.progress / 10) * 10;
    return tens === 0 ? clock().reason : `${tens} percent learned.`;
  });
  return (
    <div>
      <p class="font-heading font-semibold text-clock">
        {clock().line} <span class="text-foreground-subtle">{clock().quiet}</span>
      </p>
      <p class="mt-2.5 text-foreground-secondary">
        <Show
          when={clock().finishAt}
          fallback={
            clock().late ? "It takes longer than it may. The training is given back by itself." : clock().reason
          }
        >
          {(finish) => (
            <>
              Done near <span class="text-foreground-primary">{clockTime(finish())}</span>.
            </>
          )}
        </Show>{" "}
        <Show when={props.training.stage === "training" && props.training.currentStep > 0}>
          Step {number(props.training.currentStep)} of {number(props.training.totalSteps)}
          <Show when={props.training.stepsPerSecond}>{(speed) => <> at {speedWords(speed())}</>}</Show>.
        </Show>
      </p>
      <Show when={!online()}>
        <p class="mt-1 text-warning">
          No network. This is how it stood at {clockTime(props.live.state.heard[props.training.id] ?? now())}; it goes
          on meanwhile.
        </p>
      </Show>
      <Show when={clock().tooSlow}>
        <p class="mt-1 text-warning">At this speed it will be late. Then the training comes back by itself.</p>
      </Show>
      <p class="sr-only" aria-live="polite">
        {spoken()}
      </p>
      <div class="mt-7">
        <TimeAxis
          start={start()}
          now={now()}
          finish={clock().finishAt}
          ending={clock().ending}
          deadline={deadline()}
          expected={expected()}
        />
        <Show when={expected()}>
          {(told) => (
            <p class="mono flex items-center gap-2 text-foreground-secondary">
              <span class="hatch h-2.5 w-5 rounded-picture" aria-hidden="true" />
              {clockTime(told().from)} to {clockTime(told().to)}, as {runsWords(told())}
            </p>
          )}
        </Show>
      </div>
      <div class="mt-5 border-t pt-5">
        <LossCurve points={props.training.loss} steps={props.training.totalSteps} step={props.training.currentStep} />
      </div>
    </div>
  );
}

const runsWords = ({ runs, scaled }: Expectation) =>
  `${runs === 1 ? "one run" : `${runs} runs`} before${scaled ? ", of other lengths" : ""}`;

/** What can be done while it learns: stop it, and see what is held. */
export function LearningPanel(props: RunProps) {
  const [asking, setAsking] = createSignal(false);
  const cancel = async () => {
    setAsking(true);
    try {
      const training = await api.cancelTraining(props.training.styleId);
      props.live.tell({ type: "training", training });
      notify({ title: "Stopped", detail: "1 training is back. Pictures and captions are as you left them." });
    } catch (thrown) {
      notify({ title: "It is still running", detail: problemOf(thrown).message });
    } finally {
      setAsking(false);
    }
  };
  const lastLoss = () => props.training.loss.at(-1);
  return (
    <>
      <TellWhenDone trainingId={props.training.id} />
      <Button variant="secondary" size="lg" fullWidth loading={asking()} act="Stopping" onClick={() => void cancel()}>
        Cancel, get 1 training back
      </Button>
      <p class="mt-5 text-foreground-secondary text-small">
        <span class="text-foreground-primary">
          If it is not done by {clockTime(props.training.deadlineAt)} we refund it ourselves.
        </span>{" "}
        You can close this page. It goes on without you.
      </p>
      <dl class="mt-5 hidden grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-2.5 border-t py-4 text-[0.875rem] lg:grid">
        <dt class="text-foreground-secondary">Held</dt>
        <dd class="mono text-right text-small! font-medium">1 training</dd>
        <dt class="text-foreground-secondary">Charged</dt>
        <dd class="mono text-right text-small! font-medium">when the proof comes out</dd>
        <dt class="text-foreground-secondary">Proof</dt>
        <dd class="mono text-right text-small! font-medium">1 picture, included</dd>
      </dl>
      <ol class="mono hidden border-t py-4 leading-5! text-foreground-secondary lg:block">
        <Event at={props.training.createdAt} words={`${count(props.training.imageCount, "picture")} handed in`} />
        <Show when={props.training.startedAt}>{(at) => <Event at={at()} words="machine ready" />}</Show>
        <Show when={lastLoss()}>
          {(point) => (
            <Event
              at={props.live.state.heard[props.training.id] ?? props.training.createdAt}
              words={`step ${number(point().step)}, loss ${point().loss.toFixed(3)}`}
            />
          )}
        </Show>
      </ol>
    </>
  );
}

/** A note outside the page at the end, for who looks elsewhere meanwhile. */
function TellWhenDone(props: { trainingId: string }) {
  const told = () => willTell(props.trainingId);
  return (
    <div class="mb-2 empty:hidden">
      <Show when={tellPermission() === "unasked" || (tellPermission() === "granted" && !told())}>
        <Button
          size="lg"
          fullWidth
          icon={<Bell size={16} strokeWidth={1.75} />}
          onClick={() => void wishToBeTold(props.trainingId)}
        >
          Tell me when it is done
        </Button>
      </Show>
      <p class="text-foreground-secondary text-small empty:hidden" role="status">
        <Show when={told()}>
          <span class="flex items-center gap-2 py-2">
            <Check size={16} strokeWidth={1.75} class="text-success" aria-hidden="true" />
            You will be told, as long as a page of the studio is open somewhere.
          </span>
        </Show>
        <Show when={tellPermission() === "denied"}>
          <span class="block py-2">This browser was told to show no notes from here. The bell keeps the news.</span>
        </Show>
      </p>
    </div>
  );
}

function Event(props: { at: string | number; words: string }) {
  return (
    <li>
      <span class="mr-3 text-foreground-subtle">{clockSecond(props.at)}</span>
      {props.words}
    </li>
  );
}
