import { createEffect, createSignal, lazy, on, onCleanup, onMount, Show, Suspense } from "solid-js";
import type { GalleryPicture } from "#contract/generation";
import type { Style } from "#contract/styles";
import { Empty } from "../ui/empty.tsx";
import { FullScreen, focusFullScreen } from "../ui/full-screen.tsx";
import { useKeys } from "../ui/keys.ts";
import { clockTime, day } from "../ui/say.ts";
import type { Acts } from "./acts.ts";
import { around, sameWish } from "./axes.ts";
import { Compare } from "./compare.tsx";
import { LightboxActs, LightboxHead } from "./lightbox-acts.tsx";
import { RecipeLabel } from "./recipe-label.tsx";
import { SoftPicture } from "./soft-picture.tsx";
import { Strip } from "./strip.tsx";
import { swipes } from "./swipes.ts";
import { createView } from "./view.ts";
import type { Wall } from "./wall.ts";

const ShareDialog = lazy(() => import("./share-dialog.tsx"));

export interface LightboxProps {
  id: string;
  /** The picture that is laid beside this one. */
  other: string | undefined;
  wall: Wall;
  acts: Acts;
  styles: Style[];
  onMove: (id: string) => void;
  onCompare: (other: string | undefined) => void;
  onUse: (picture: GalleryPicture) => void;
  onClose: () => void;
}

/** As many pictures of the film as a desk shows. */
const FILM = 10;

/** One picture, whole, with its takes and its neighbours, its recipe and everything that can be done with it. */
export default function Lightbox(props: LightboxProps) {
  const view = createView(
    props.wall,
    () => props.id,
    (id) => props.onMove(id),
  );
  const [sharing, setSharing] = createSignal(false);
  const [panel, setPanel] = createSignal(true);
  const styleOf = (picture: GalleryPicture | undefined) => props.styles.find(({ id }) => id === picture?.styleId);
  const other = () => view.find(props.other);
  const place = () => props.wall.pictures().findIndex(({ id }) => id === props.id);

  const remove = (picture: GalleryPicture) => {
    const next = view.afterRemoval();
    props.acts.remove([picture], () => props.onMove(picture.id));
    if (next) props.onMove(next);
    else props.onClose();
  };
  const alone = () => {
    focusFullScreen();
    props.onCompare(undefined);
  };
  const compare = () => {
    if (props.other !== undefined) alone();
    else if (view.partner()) props.onCompare(view.partner());
  };
  const close = () => (props.other === undefined ? props.onClose() : alone());

  const deeds: Record<string, (picture: GalleryPicture) => void> = {
    ArrowLeft: () => void view.toWish(-1),
    ArrowRight: () => void view.toWish(1),
    ArrowUp: () => view.toTake(-1),
    ArrowDown: () => view.toTake(1),
    f: (picture) => void props.acts.favourite(picture),
    d: (picture) => props.acts.download(picture),
    c: compare,
    s: () => setSharing(true),
    i: () => setPanel(!panel()),
    u: (picture) => props.onUse(picture),
    Delete: remove,
    Backspace: remove,
  };
  const onKey = (event: KeyboardEvent) => {
    const picture = view.picture();
    const deed = deeds[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!picture || !deed || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    deed(picture);
  };
  useKeys({
    title: "A picture, large",
    keys: [
      { keys: "ArrowLeft", words: "The wish before" },
      { keys: "ArrowRight", words: "The next wish" },
      { keys: "ArrowUp", words: "The take before" },
      { keys: "ArrowDown", words: "The next take" },
      { keys: "F", words: "Give it a heart, or take it away" },
      { keys: "D", words: "Download it with its recipe" },
      { keys: "C", words: "Compare with another" },
      { keys: "S", words: "Share it" },
      { keys: "I", words: "Its recipe, or the picture alone" },
      { keys: "U", words: "Use this recipe" },
      { keys: "Delete", words: "Delete it, with a way back" },
    ],
  });

  /** The neighbours are on their way before they are asked for. */
  createEffect(
    on(
      () => props.id,
      () => {
        const at = view.wishPlace();
        for (const near of [view.leaders()[at + 1], view.leaders()[at - 1]])
          if (near?.outputUrl) new Image().src = near.outputUrl;
      },
    ),
  );
  let stage: HTMLDivElement | undefined;
  onMount(() => {
    if (!stage) return;
    onCleanup(swipes(stage, { onLeft: () => void view.toWish(1), onRight: () => void view.toWish(-1) }));
    const sizes = new ResizeObserver(([entry]) =>
      stage?.style.setProperty("--stage-height", `${entry?.contentRect.height ?? 0}px`),
    );
    sizes.observe(stage);
    onCleanup(() => sizes.disconnect());
  });

  const nameOf = (picture: GalleryPicture) =>
    `seed ${picture.seed}, ${day(picture.createdAt, new Date())} ${clockTime(picture.createdAt)}`;
  const takeName = (_: GalleryPicture, at: number) => `Take ${at + 1} of ${view.takes().length}`;

  return (
    <FullScreen label="Picture" onClose={close} onKeyDown={onKey} class="overflow-y-auto md:overflow-hidden">
      <div
        class="flex min-h-full flex-col md:grid md:h-full md:grid-rows-[minmax(0,1fr)]"
        classList={{ "md:grid-cols-[minmax(0,1fr)_21.5rem]": panel() }}
      >
        <div class="md:hidden">
          <LightboxHead
            view={view}
            place={place()}
            total={props.wall.total()}
            onClose={close}
            onShare={() => setSharing(true)}
            onDelete={remove}
            onCompare={compare}
          />
        </div>
        <div class="flex min-h-0 min-w-0 flex-col md:grid md:grid-cols-[6.25rem_minmax(0,1fr)_2rem] md:grid-rows-[2rem_minmax(0,1fr)_7rem]">
          <div class="hidden items-center justify-center md:col-start-1 md:row-start-2 md:flex">
            <Show when={view.takes().length > 1}>
              <Strip
                label="Takes of these words"
                pictures={around(view.takes(), view.takePlace(), 7)}
                isShown={({ id }) => id === props.id}
                onPick={(id) => props.onMove(id)}
                nameOf={(take) => takeName(take, view.takes().indexOf(take))}
                class="flex flex-col gap-2.5 p-2"
                pictureClass="h-12 w-16"
              />
            </Show>
          </div>
          <div
            ref={stage}
            class="relative grid min-h-0 min-w-0 touch-pan-y place-items-center md:col-start-2 md:row-start-2"
          >
            <Show
              when={view.picture()}
              keyed
              fallback={
                <Show when={view.lost()}>
                  <div class="p-6">
                    <Empty
                      title="Nothing hangs here"
                      sentence="This picture was deleted, or it belongs to somebody else."
                    />
                  </div>
                </Show>
              }
            >
              {(picture) => (
                <Show
                  when={other()}
                  fallback={
                    <SoftPicture
                      picture={picture}
                      large
                      eager
                      class="aspect-(--ratio) max-h-full w-full max-md:rounded-none! md:w-[min(100%,calc(var(--stage-height)*var(--ratio)))] md:shadow-picture"
                      ratio
                      onLost={() => void props.wall.refresh()}
                    />
                  }
                >
                  {(right) => <Compare left={picture} right={right()} nameOf={nameOf} />}
                </Show>
              )}
            </Show>
          </div>
          <div class="hidden min-w-0 items-center justify-center overflow-hidden md:col-start-2 md:row-start-3 md:flex">
            <Strip
              label={props.other === undefined ? "Other wishes" : "Lay another beside it"}
              pictures={around(
                props.other === undefined || view.takes().length < 2 ? view.leaders() : view.takes(),
                props.other === undefined || view.takes().length < 2 ? Math.max(0, view.wishPlace()) : view.takePlace(),
                FILM,
              )}
              isShown={(one) => {
                const now = view.picture();
                if (props.other !== undefined) return one.id === props.other;
                return now !== undefined && sameWish(one, now);
              }}
              onPick={(id) => (props.other === undefined ? props.onMove(id) : props.onCompare(id))}
              nameOf={({ prompt }) => prompt}
              class="flex gap-1.5 p-2"
              pictureClass="h-15 w-19"
            />
          </div>
          <Show when={view.takes().length > 1}>
            <div class="flex items-center gap-3 px-4 pt-3 md:hidden">
              <Strip
                label="Takes of these words"
                pictures={view.takes()}
                isShown={({ id }) => id === props.id}
                onPick={(id) => props.onMove(id)}
                nameOf={takeName}
                class="-m-1 flex min-w-0 flex-1 gap-1.5 overflow-x-auto p-1"
                pictureClass="h-10.5 w-14"
              />
              <span class="mono text-foreground-secondary">
                take {view.takePlace() + 1} of {view.takes().length}
              </span>
            </div>
          </Show>
        </div>
        <Show when={panel()}>
          <aside aria-label="Recipe" class="flex min-h-0 flex-1 flex-col md:border-l md:bg-background-primary">
            <div class="hidden px-7 pt-6 md:block">
              <LightboxHead view={view} place={place()} total={props.wall.total()} onClose={close} />
            </div>
            <div class="min-h-0 flex-1 px-4 pt-5 pb-6 md:overflow-y-auto md:px-7">
              <Show when={view.picture()}>
                {(picture) => <RecipeLabel picture={picture()} style={styleOf(picture())} />}
              </Show>
            </div>
            <Show when={view.picture()}>
              {(picture) => (
                <LightboxActs
                  picture={picture()}
                  comparing={props.other !== undefined}
                  onUse={() => props.onUse(picture())}
                  onFavourite={() => void props.acts.favourite(picture())}
                  onDownload={() => props.acts.download(picture())}
                  onCompare={compare}
                  onShare={() => setSharing(true)}
                  onDelete={() => remove(picture())}
                />
              )}
            </Show>
          </aside>
        </Show>
      </div>
      <Show when={sharing() && view.picture()}>
        {(picture) => (
          <Suspense>
            <ShareDialog
              picture={picture()}
              onChange={(shareUrl) => view.know([{ ...picture(), shareUrl }])}
              onClose={() => {
                setSharing(false);
                setTimeout(focusFullScreen);
              }}
            />
          </Suspense>
        )}
      </Show>
    </FullScreen>
  );
}
