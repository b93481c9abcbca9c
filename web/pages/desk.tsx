import { useSearchParams } from "@solidjs/router";
import { createEffect, createMemo, createSignal, For, lazy, onCleanup, Show, Suspense } from "solid-js";
import type { Style } from "#contract/styles";
import { PROMPT_MAX } from "#contract/text";
import { api, problemOf } from "../api.ts";
import { BatchStrip } from "../generation/batch-strip.tsx";
import { createDesk } from "../generation/desk.ts";
import { GenerationHistory } from "../generation/generation-history.tsx";
import { GenerationPreview } from "../generation/generation-preview.tsx";
import { PromptDock } from "../generation/prompt-dock.tsx";
import { batchOf, lineOf, originalsNear, pixels } from "../generation/recipe.ts";
import { pictureIn } from "../generation/start-file.ts";
import { suggestions } from "../generation/suggestions.ts";
import { WallLabel } from "../generation/wall-label.tsx";
import { generationsOf, imagesOf } from "../live/select.ts";
import type { StyleLive } from "../live/style-live.ts";
import { Modal } from "../ui/modal.tsx";
import { notify } from "../ui/notify.ts";
import { Picture } from "../ui/picture.tsx";
import { Title } from "../ui/title.tsx";
import { TopBar } from "./top-bar.tsx";

/** Its sliders come by their own chunk: the sentence and the pictures do not wait for them. */
const GenerationSettings = lazy(() => import("../generation/generation-settings.tsx"));
const StartPicker = lazy(() => import("../generation/start-picker.tsx"));

export interface DesktopProps {
  id: string;
  live: StyleLive;
  /** Styles that can paint. */
  styles: Style[];
  onStyle: (id: string) => void;
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches("input:not([type=radio]), textarea, select, [contenteditable]");

/** Originals, result, batch as a triptych; the sentence docked below; the settings at the side. */
export function Desktop(props: DesktopProps) {
  const [params, setParams] = useSearchParams<{ picture?: string; recipe?: string; prompt?: string }>();
  const [settings, openSettings] = createSignal(false);
  const [picker, openPicker] = createSignal(false);
  const chosen = (taken: Promise<boolean>) => void taken.then((done) => done && openPicker(false));
  const desk = createDesk(props.id, props.live);
  const state = () => props.live.state;
  const images = createMemo(() => imagesOf(state()));
  const ideas = createMemo(() => suggestions(images(), 5));

  let offered = false;
  // The box is never empty: it begins with the artist's own words.
  createEffect(() => {
    const first = ideas()[0];
    if (offered || first === undefined) return;
    offered = true;
    if (desk.recipe.prompt === "") desk.change({ prompt: first });
  });

  // A recipe that was asked for elsewhere, as in the gallery: taken as by the button here, with the way back.
  createEffect(() => {
    const wanted = params.recipe;
    if (!wanted) return;
    offered = true;
    setParams({ recipe: undefined, picture: wanted }, { replace: true, scroll: false });
    void api
      .generation(wanted)
      .then((picture) => picture.styleId === props.id && desk.take(picture))
      .catch((thrown: unknown) => notify({ title: "The recipe was not taken", detail: problemOf(thrown).message }));
  });

  // A sentence picked on another page; what stood here comes back with one click.
  createEffect(() => {
    const words = params.prompt?.slice(0, PROMPT_MAX);
    if (!words) return;
    offered = true;
    setParams({ prompt: undefined }, { replace: true, scroll: false });
    const before = desk.recipe.prompt;
    if (before === words) return;
    desk.change({ prompt: words });
    if (before.trim() !== "")
      notify({
        title: "The sentence is on the desk",
        detail: words,
        act: { label: "Mine back", run: () => desk.change({ prompt: before }) },
      });
  });

  const all = createMemo(() => generationsOf(state()).filter(({ id }) => !desk.removed().has(id)));
  const find = (id: string | undefined) => (id === undefined ? undefined : all().find((one) => one.id === id));
  const batch = createMemo(() => {
    const picked = find(params.picture);
    const ids = desk.batch();
    if (picked && !ids.includes(picked.id)) return batchOf(all(), picked).map(({ id }) => id);
    return ids.filter((id) => !desk.removed().has(id));
  });
  /** The picked one; else the first of the batch that is there; else the newest of all. */
  const shownId = () => {
    if (params.picture && !desk.removed().has(params.picture)) return params.picture;
    const ready = batch().find((id) => find(id)?.status === "COMPLETED");
    return ready ?? batch()[0] ?? all().find(({ status }) => status === "COMPLETED")?.id;
  };
  const shown = () => find(shownId());
  const line = () => {
    const picture = shown();
    return picture && lineOf(all(), picture);
  };
  const place = () => batch().indexOf(shownId() ?? "") + 1;
  const near = createMemo(() => originalsNear(images(), shown()?.prompt ?? desk.recipe.prompt, 3));
  const frame = () => pixels(desk.recipe.shape, desk.recipe.size);

  const pick = (id: string | undefined) => setParams({ picture: id }, { replace: true, scroll: false });
  const ask = () => {
    if (desk.reason() !== undefined || desk.busy()) return;
    void desk.ask().then(() => {
      if (desk.problem()) return;
      pick(undefined);
      scrollTo({ top: 0, behavior: "smooth" });
    });
  };
  const again = () => {
    const picture = shown();
    if (picture && picture.status !== "PENDING" && picture.status !== "PROCESSING")
      void desk.again(picture).then(() => pick(undefined));
  };

  const vary = () => {
    const picture = shown();
    if (picture?.status === "COMPLETED" && desk.credits() >= desk.recipe.count)
      void desk.vary(picture).then(() => pick(undefined));
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return ask();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "r") again();
    if (event.key === "v") vary();
    if (event.key === "l") desk.change({ locked: !desk.recipe.locked });
  };
  addEventListener("keydown", onKey);
  onCleanup(() => removeEventListener("keydown", onKey));

  const knobs = () => (
    <Suspense fallback={<div class="min-h-160" />}>
      <GenerationSettings settings={desk.recipe} chosen={state().style?.strength} onChange={desk.change} />
    </Suspense>
  );
  const [dragging, setDragging] = createSignal(false);
  const onPaste = (event: ClipboardEvent) => {
    const file = pictureIn(event.clipboardData);
    if (!file) return;
    event.preventDefault();
    void desk.beginFromFile(file);
  };
  const onDrag = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    setDragging(event.type === "dragover");
    const file = event.type === "drop" ? pictureIn(event.dataTransfer) : undefined;
    if (file) void desk.beginFromFile(file);
  };
  addEventListener("paste", onPaste);
  for (const type of ["dragover", "dragleave", "drop"] as const) addEventListener(type, onDrag);
  onCleanup(() => {
    removeEventListener("paste", onPaste);
    for (const type of ["dragover", "dragleave", "drop"] as const) removeEventListener(type, onDrag);
  });

  return (
    <>
      <Title text={`Generate in ${state().style?.name ?? "a style"}`} />
      <TopBar parent={{ href: `/styles/${props.id}`, name: state().style?.name ?? "" }} here="Generate" />
      <h1 class="sr-only">Generate in {state().style?.name}</h1>
      <div class="flex-1 lg:grid lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div class="flex min-w-0 flex-col md:px-8">
          <div
            data-dock
            class="sticky bottom-[calc(4rem+var(--safe-b))] z-20 order-last mt-6 md:-mx-2 md:bottom-0 md:bg-background-primary md:px-2 md:pb-6"
          >
            <PromptDock
              desk={desk}
              styles={props.styles}
              styleId={props.id}
              onStyle={props.onStyle}
              onAsk={ask}
              onSettings={() => openSettings(true)}
              onStart={() => openPicker(true)}
              suggestions={ideas()}
            />
          </div>
          <div class="md:grid md:grid-cols-[7.25rem_minmax(0,1fr)_7.25rem] md:gap-x-5 md:pt-1">
            <section class="max-md:order-3 max-md:hidden" aria-label="Originals nearby">
              <p class="mono mb-2 h-4 text-foreground-secondary">Nearby of yours</p>
              <ul class="flex flex-col gap-2">
                <For each={near()}>
                  {(image) => (
                    <li>
                      <Picture src={image.thumbnailUrl} alt={image.caption ?? ""} cover class="h-22" />
                    </li>
                  )}
                </For>
              </ul>
            </section>
            <div class="min-w-0">
              <p class="mono mb-2 hidden h-4 text-foreground-secondary md:block">
                <Show when={batch().length > 1 && place() > 0}>
                  {place()} of {batch().length}
                </Show>
              </p>
              <GenerationPreview
                generation={shown()}
                expected={shownId() !== undefined && shown() === undefined && desk.batch().includes(shownId() ?? "")}
                width={frame().width}
                height={frame().height}
                usual={desk.usual()}
                line={line()}
                onCancel={desk.cancel}
                onRetry={() => again()}
                onLost={() => void props.live.refresh()}
              />
            </div>
            <div class="max-md:px-4 max-md:pt-2.5">
              <p class="mono mb-2 hidden h-4 text-foreground-secondary md:block">
                <Show when={batch().length > 1}>This batch</Show>
              </p>
              <Show when={batch().length > 1}>
                <BatchStrip
                  items={batch().map((id) => ({ id, generation: find(id) }))}
                  shown={shownId()}
                  onPick={pick}
                />
              </Show>
            </div>
            <div class="max-md:px-4 md:col-start-2">
              <Show when={shown()}>{(picture) => <WallLabel picture={picture()} desk={desk} />}</Show>
            </div>
          </div>
          <section class="px-4 pt-5 md:hidden" aria-label="Originals nearby">
            <p class="mono text-foreground-secondary">Nearby of yours</p>
            <ul class="mt-2 grid grid-cols-3 gap-1.5">
              <For each={near()}>
                {(image) => (
                  <li>
                    <Picture src={image.thumbnailUrl} alt={image.caption ?? ""} cover class="h-19" />
                  </li>
                )}
              </For>
            </ul>
          </section>
          <section class="flex-1 px-4 pt-10 md:px-0">
            <h2 class="mb-3.5">Made in {state().style?.name}</h2>
            <GenerationHistory
              styleId={props.id}
              live={props.live}
              current={shownId()}
              hidden={desk.removed()}
              onPick={() => scrollTo({ top: 0, behavior: "smooth" })}
            />
          </section>
        </div>
        <aside class="hidden border-l px-6 py-4 lg:block" aria-label="Settings">
          <div class="sticky top-4">{knobs()}</div>
        </aside>
      </div>
      <Show when={dragging()}>
        <div
          class="pointer-events-none fixed inset-0 z-40 grid place-items-center bg-accent-primary/14"
          aria-hidden="true"
        >
          <p class="rounded-card bg-background-secondary px-5 py-3 font-[550] shadow-float">Drop it to begin from it</p>
        </div>
      </Show>
      <Modal open={picker()} onClose={() => openPicker(false)} title="Begin from a picture">
        <Suspense fallback={<div class="min-h-90" />}>
          <StartPicker
            originals={images()}
            made={all().filter(({ status }) => status === "COMPLETED")}
            busy={desk.sending()}
            onFile={(file) => chosen(desk.beginFromFile(file))}
            onOriginal={(image) => chosen(desk.beginFromOriginal(image.originalUrl))}
            onMade={(picture) => chosen(desk.beginFromMade(picture))}
          />
        </Suspense>
      </Modal>
      <Modal open={settings()} onClose={() => openSettings(false)} title="Settings">
        <div class="mt-4">{knobs()}</div>
      </Modal>
    </>
  );
}
