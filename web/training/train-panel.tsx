import { A } from "@solidjs/router";
import ArrowRight from "lucide-solid/icons/arrow-right";
import { createMemo, For, type JSX, lazy, Show, Suspense } from "solid-js";
import type { StyleImage } from "#contract/images";
import { MIN_IMAGES, type StyleStatus } from "#contract/styles";
import type { Training } from "#contract/training";
import { RightsLines } from "../images/rights-lines.tsx";
import type { StyleLive } from "../live/style-live.ts";
import { samplePrompts } from "../styles/sample-prompts.ts";
import { buttonLook } from "../ui/button.tsx";
import { Picture } from "../ui/picture.tsx";
import { Problem } from "../ui/problem.tsx";
import { Progress } from "../ui/progress.tsx";
import { number } from "../ui/say.ts";
import { expectationOf, expectationWords } from "./expectation.ts";
import { TrainButton } from "./train-button.tsx";
import { wishOf } from "./train-wish.ts";

const TrainConfig = lazy(async () => ({ default: (await import("./train-config.tsx")).TrainConfig }));

export interface TrainPanelProps {
  styleId: string;
  name: string;
  status: StyleStatus;
  live: StyleLive;
  images: StyleImage[];
  onTheWay: number;
  training: Training | undefined;
  testPicture: string | undefined;
  /** On a phone what a trained style can do stands first, and what would train it again below its pictures. */
  part?: "painted" | "rest";
  /** What the pictures lack, and how it is mended. */
  readiness?: JSX.Element;
}

/** What stands between the pictures and a trained style; the door to it at its foot. */
export function TrainPanel(props: TrainPanelProps) {
  const stopped = () => props.training?.status === "FAILED";
  return (
    <div class="flex flex-col gap-5">
      <Show when={props.status === "TRAINED" && props.part !== "rest"}>
        <Trained {...props} />
      </Show>
      <Show when={props.part !== "rest" && stopped() && props.training}>
        {(run) => (
          <Problem
            title={
              run().currentStep > 0
                ? `${props.name} stopped at step ${number(run().currentStep)}`
                : `${props.name} could not be trained`
            }
            sentence={`${run().errorMessage ?? "The machine gave no reason. The training is back in your account."} Your pictures and captions are as you left them.`}
          />
        )}
      </Show>
      <Show when={props.part !== "painted"}>
        <Preparing {...props} />
      </Show>
    </div>
  );
}

function Preparing(props: TrainPanelProps) {
  const captioned = () => props.images.filter(({ caption }) => caption !== null && caption !== "").length;
  return (
    <>
      {props.readiness}
      <Show when={props.images.length > 0}>
        <dl class="grid grid-cols-[6rem_1fr_auto] items-center gap-x-4 gap-y-2.5 text-small">
          <dt class="text-foreground-secondary">Captions</dt>
          <dd>
            <Progress
              value={captioned()}
              max={Math.max(1, props.images.length)}
              size="sm"
              color={captioned() === props.images.length ? "success" : "primary"}
              label="Pictures with a caption"
            />
          </dd>
          <dd class="mono min-w-18 text-right">
            {captioned()} of {props.images.length}
          </dd>
        </dl>
        <p class="text-foreground-secondary text-small">
          Say what is in each picture, not how it is painted. What you name, you can ask for later.
        </p>
      </Show>
      <Show when={props.images.length >= MIN_IMAGES || props.training}>
        <div class="border-t pt-5">
          <Suspense fallback={<div class="min-h-32" />}>
            <TrainConfig styleId={props.styleId} />
          </Suspense>
        </div>
      </Show>
      <div class="lg:hidden">
        <Rights {...props} />
      </div>
      <div class="lg:hidden">
        <p class="text-foreground-secondary text-small">
          <Expected {...props} />
        </p>
        {/* Before it can paint the button is fixed at the phone's edge; then the edge is for painting. */}
        <Show when={props.status === "TRAINED"}>
          <div class="mt-3">
            <TrainButton {...actionOf(props)} />
          </div>
        </Show>
      </div>
      <div class="sticky bottom-0 hidden border-t bg-background-primary pt-5 pb-1 lg:block">
        <p class="mb-3 text-foreground-secondary text-small">
          <Expected {...props} /> You get the training back if no proof comes out, and you can cancel while it runs.
        </p>
        <div class="mb-3">
          <Rights {...props} />
        </div>
        <TrainButton {...actionOf(props)} />
      </div>
    </>
  );
}

/** What pressing the button says; never further from it than the eye. */
function Rights(props: TrainPanelProps) {
  return (
    <Show when={props.images.length > 0}>
      <RightsLines
        lead={`By training you say of ${props.images.length === 1 ? "this picture" : `these ${props.images.length} pictures`}, and we keep it with the date:`}
      />
    </Show>
  );
}

/** How long it will take, from finished runs alone. */
function Expected(props: TrainPanelProps) {
  const told = () => expectationOf(props.live.state.finishedRuns, wishOf(props.styleId).choice.steps);
  return (
    <Show when={props.live.state.style && props.images.length >= MIN_IMAGES}>
      <span class={told() ? "text-foreground-primary" : ""}>{expectationWords(told())}</span>
    </Show>
  );
}

/** The one act of the panel, for its foot and for a phone's edge. */
export function actionOf(props: TrainPanelProps) {
  const again = props.status === "TRAINED" || props.training !== undefined;
  return {
    styleId: props.styleId,
    live: props.live,
    imageCount: props.images.length,
    onTheWay: props.onTheWay,
    label: again ? "Train again" : `Train ${props.name}`,
    variant: props.status === "TRAINED" ? ("secondary" as const) : ("primary" as const),
  };
}

function Trained(props: TrainPanelProps) {
  const samples = createMemo(() =>
    samplePrompts(
      props.images.map(({ caption }) => caption ?? ""),
      3,
    ),
  );
  return (
    <div class="grid items-center gap-x-6 gap-y-4 sm:max-lg:grid-cols-[16rem_1fr]">
      <Show when={props.testPicture}>
        {(src) => <Picture src={src()} alt={`Test picture in the style ${props.name}`} eager class="aspect-square" />}
      </Show>
      <div>
        <h2>{props.name} can paint.</h2>
        <p class="mt-1 mb-4 text-foreground-secondary text-small">
          This is its test picture, made from a fixed sentence. Now ask for yours.
        </p>
        <A href={`/generate/${props.styleId}`} class={buttonLook({ size: "lg", fullWidth: true })}>
          Generate in this style
        </A>
        <Show when={samples().length > 0}>
          <p class="mt-4 text-foreground-secondary text-small">
            Or begin with a new one, in the words of your captions:
          </p>
          <ul class="mt-1">
            <For each={samples()}>
              {(sentence) => (
                <li>
                  <A
                    href={`/generate/${props.styleId}?prompt=${encodeURIComponent(sentence)}`}
                    class="flex min-h-11 items-center gap-2 border-b text-small hover:text-accent-text lg:min-h-9"
                  >
                    <span class="min-w-0 flex-1 truncate">{sentence}</span>
                    <ArrowRight size={16} strokeWidth={1.75} class="shrink-0 text-foreground-muted" />
                  </A>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </div>
    </div>
  );
}
