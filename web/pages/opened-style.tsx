import { useLocation } from "@solidjs/router";
import { createEffect, createMemo, createSignal, lazy, on, Show, Suspense } from "solid-js";
import { createIntake } from "../images/intake.ts";
import { lookedOf } from "../images/looked.ts";
import { createMend } from "../images/mend.ts";
import { createOrder } from "../images/order.ts";
import { chipsOf } from "../images/readiness/finding.ts";
import { createReadiness } from "../images/readiness.ts";
import { previewOf, uploadsOf } from "../images/uploader.ts";
import { canPaint, imagesOf, newestTraining, statusOf, testPicture, trainingEnded } from "../live/select.ts";
import type { StyleLive } from "../live/style-live.ts";
import { CAPTIONS_TO_PROPOSE } from "../styles/captions-to-propose.ts";
import { SavedNote } from "../styles/saved-note.tsx";
import { StyleStatusBadge, statusWords } from "../styles/status.tsx";
import { StyleHeading } from "../styles/style-heading.tsx";
import { TrainButton } from "../training/train-button.tsx";
import { actionOf, TrainPanel, type TrainPanelProps } from "../training/train-panel.tsx";
import { Button } from "../ui/button.tsx";
import { Title } from "../ui/title.tsx";
import { StylePictures } from "./style-pictures.tsx";
import { TopBar } from "./top-bar.tsx";

const ReadinessPanel = lazy(() => import("../images/readiness-panel.tsx"));
const ProofSheet = lazy(() => import("../generation/proofs/proof-sheet.tsx"));
const GenerationHistory = lazy(async () => ({
  default: (await import("../generation/generation-history.tsx")).GenerationHistory,
}));
const Learning = lazy(async () => ({ default: (await import("../training/learning.tsx")).Learning }));
const LearningPanel = lazy(async () => ({ default: (await import("../training/learning.tsx")).LearningPanel }));
const DeleteStyle = lazy(async () => ({ default: (await import("../styles/delete-style.tsx")).DeleteStyle }));
const TrainingHistory = lazy(() => import("../training/training-history.tsx"));
/** Only a style that was trained has more than pictures. */
const Tabs = lazy(() => import("../ui/tabs.tsx"));

/** A style whose record is here: its pictures, its training, what it made. */
export function OpenedStyle(props: { id: string; live: StyleLive }) {
  const location = useLocation<{ refused?: string[]; said?: string[] }>();
  const state = () => props.live.state;
  const name = () => state().style?.name ?? "";
  const [hidden, setHidden] = createSignal<ReadonlySet<string>>(new Set());
  const [tab, setTab] = createSignal("pictures");
  const [leaving, setLeaving] = createSignal(false);
  const mayLeave = createMemo<boolean>((before) => before || leaving(), false);
  const images = createMemo(() => imagesOf(state()));
  const order = createOrder(
    props.id,
    createMemo(() => images().filter(({ id }) => !hidden().has(id))),
  );
  const shown = order.images;
  const intake = createIntake(props.id, shown, location.state ?? {});
  const onTheWay = () => uploadsOf(props.id).filter(({ phase }) => phase !== "done" && phase !== "failed").length;
  const training = createMemo(() => newestTraining(state()));
  const running = () => {
    const run = training();
    return run && !trainingEnded(run) ? run : undefined;
  };
  // An end makes a version, and one more run that the next is expected by.
  createEffect(on(running, (now, before) => before && !now && void props.live.refresh(), { defer: true }));
  const status = () => statusOf(state());
  const facts = () => ({ status: status(), imageCount: shown().length, training: training() });
  const hide = (id: string, hiding: boolean) => {
    const next = new Set(hidden());
    if (hiding) next.add(id);
    else next.delete(id);
    setHidden(next);
  };
  const readiness = createReadiness(
    props.id,
    createMemo(() => lookedOf(props.id, shown())),
  );
  const chips = createMemo(() => chipsOf(readiness.verdict()?.findings ?? [], shown().length));
  const mend = createMend({ styleId: props.id, live: props.live, images: shown, onHide: hide });
  const pictureOf = (id: string) => {
    const image = images().find((one) => one.id === id);
    const src = image?.thumbnailUrl ?? previewOf(id);
    return src ? { src, name: image?.caption ?? "the picture" } : undefined;
  };
  const show = (id: string) => {
    setTab("pictures");
    queueMicrotask(() => {
      const tile = document.getElementById(`picture-${id}`);
      tile?.scrollIntoView({ block: "center", behavior: "smooth" });
      tile?.querySelector("button")?.focus({ preventScroll: true });
    });
  };
  const judged = (brief: boolean) => (
    <Suspense fallback={<div class={brief ? "min-h-40.75" : "min-h-90"} />}>
      <ReadinessPanel
        readiness={readiness}
        pictureOf={pictureOf}
        onFix={(finding) => void mend.fix(finding)}
        onShow={show}
        mending={mend.mending()}
        brief={brief}
      />
    </Suspense>
  );
  const panel = (): TrainPanelProps => ({
    styleId: props.id,
    name: name(),
    status: status(),
    live: props.live,
    images: shown(),
    onTheWay: onTheWay(),
    training: training(),
    testPicture: testPicture(state()),
  });
  const mayPropose = () =>
    !state().style?.description && shown().filter(({ caption }) => caption).length >= CAPTIONS_TO_PROPOSE;
  const [propose, setPropose] = createSignal<typeof import("../styles/proposals.ts")>();
  // A style that is described needs no proposal, and its page not the code.
  createEffect(() => {
    if (mayPropose()) void import("../styles/proposals.ts").then(setPropose);
  });
  const proposal = createMemo(() =>
    propose()?.proposeDescription(
      shown().map(({ caption }) => caption ?? ""),
      readiness.verdict()?.palette ?? [],
    ),
  );
  const title = () => (running() ? `${statusWords(facts())}, ${name()}` : name());

  const pictures = () => (
    <StylePictures
      styleId={props.id}
      live={props.live}
      order={order}
      intake={intake}
      running={running() !== undefined}
      chips={running() || canPaint(state()) ? undefined : chips()}
      onTheWay={onTheWay()}
      onHide={hide}
    />
  );

  const proofs = () => (
    <Suspense fallback={<div class="min-h-120" />}>
      <ProofSheet styleId={props.id} live={props.live} images={shown()} />
    </Suspense>
  );
  const results = () => (
    <Suspense fallback={<div class="min-h-60" />}>
      <GenerationHistory styleId={props.id} live={props.live} />
    </Suspense>
  );
  const versions = () => (
    <Suspense fallback={<div class="min-h-60" />}>
      <TrainingHistory styleId={props.id} live={props.live} />
    </Suspense>
  );

  return (
    <>
      <Title text={title()} />
      <TopBar parent={{ href: "/styles", name: "My styles" }} here={name()} note={<SavedNote />} />
      <div class="flex-1 lg:grid lg:grid-cols-[minmax(0,1fr)_23rem]">
        <div class="min-w-0 px-4 pt-1 pb-32 sm:pt-2 md:px-8 lg:pb-16">
          <Show when={state().style}>
            {(style) => (
              <StyleHeading style={style()} proposing={mayPropose()} proposal={proposal()}>
                <StyleStatusBadge {...facts()} />
              </StyleHeading>
            )}
          </Show>
          <Show when={running()}>
            {(run) => (
              <div class="mt-4">
                <Suspense fallback={<div class="min-h-160" />}>
                  <Learning training={run()} live={props.live} />
                </Suspense>
              </div>
            )}
          </Show>
          <div class="mt-4 lg:hidden">
            <Show
              when={running()}
              fallback={
                <Show when={canPaint(state())} fallback={<TrainPanel {...panel()} readiness={judged(true)} />}>
                  <TrainPanel {...panel()} part="painted" />
                </Show>
              }
            >
              {(run) => (
                <Suspense fallback={<div class="min-h-40" />}>
                  <LearningPanel training={run()} live={props.live} />
                </Suspense>
              )}
            </Show>
          </div>
          <div class="mt-5 border-t pt-5">
            <Show when={canPaint(state()) || training()} fallback={pictures()}>
              <Suspense fallback={pictures()}>
                <Tabs
                  label="What belongs to this style"
                  value={tab()}
                  onChange={setTab}
                  tabs={[
                    { value: "pictures", label: "Pictures", panel: pictures },
                    ...(canPaint(state())
                      ? [
                          { value: "proofs", label: "Proof sheet", panel: proofs },
                          { value: "results", label: "Results", panel: results },
                        ]
                      : []),
                    { value: "versions", label: "Versions", panel: versions },
                  ]}
                />
              </Suspense>
            </Show>
          </div>
          <Show when={canPaint(state()) && !running()}>
            <section class="mt-12 border-t pt-5 lg:hidden" aria-label="Train again">
              <TrainPanel {...panel()} part="rest" readiness={judged(true)} />
            </section>
          </Show>
          <div class="mt-12 border-t pt-4">
            <Show when={state().style}>
              {(style) => (
                <>
                  <Button variant="ghost" size="sm" class="-ml-3" onClick={() => setLeaving(true)}>
                    Delete this style
                  </Button>
                  <Show when={mayLeave()}>
                    <Suspense>
                      <DeleteStyle
                        style={style()}
                        imageCount={images().length}
                        trained={canPaint(state())}
                        learning={running() !== undefined}
                        open={leaving()}
                        onClose={() => setLeaving(false)}
                      />
                    </Suspense>
                  </Show>
                </>
              )}
            </Show>
          </div>
        </div>
        <aside class="hidden border-l px-7 pt-4 pb-8 lg:block" aria-label="Training">
          <div class="sticky top-4 -mx-2 max-h-[calc(100dvh-5rem)] overflow-y-auto px-2 scroll-pt-4 scroll-pb-76 [scrollbar-width:thin]">
            <Show when={running()} fallback={<TrainPanel {...panel()} readiness={judged(canPaint(state()))} />}>
              {(run) => (
                <Suspense fallback={<div class="min-h-40" />}>
                  <LearningPanel training={run()} live={props.live} />
                </Suspense>
              )}
            </Show>
          </div>
        </aside>
      </div>
      <Show when={!running() && shown().length > 0 && status() !== "TRAINED"}>
        <div class="fixed inset-x-0 bottom-[calc(4rem+var(--safe-b))] z-20 border-t bg-background-primary/96 px-4 py-3 md:bottom-0 md:left-16 lg:hidden">
          <TrainButton {...actionOf(panel())} />
        </div>
      </Show>
    </>
  );
}
