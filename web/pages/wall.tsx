import { createSignal, For, Show } from "solid-js";

export interface Piece {
  /** Address without the ending: there are AVIFs 768 and 1088 pixels wide, and for who cannot read them WebPs of 640 and 1088. */
  file: string;
  alt: string;
  name: string;
  label: string;
}

/** A strip is 312 px high on a phone, 400 on a desk, and shows the middle of a picture of that height. */
const SIZES = "(min-width: 640px) 486px, 379px";

/** Once what was just shown has reached the screen. */
const afterPaint = (then: () => void) => requestAnimationFrame(() => setTimeout(then));

/** Pictures side by side with their labels; the strip under the pointer widens to its whole scene. */
export function Wall(props: { pieces: Piece[] }) {
  // On a slow line the first picture would share the line with four that are hardly seen yet.
  const [hung, setHung] = createSignal(false);
  const hang = () => afterPaint(() => setHung(true));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the strip scrolls sideways, and keys can only scroll what has focus.
    <section aria-label="One sentence in five hands" tabIndex={0} class="overflow-x-auto sm:overflow-visible">
      <ul class="flex snap-x gap-0.5">
        <For each={props.pieces}>
          {(piece, place) => (
            <li class="w-[70vw] shrink-0 snap-start transition-[flex-grow] duration-320 ease-out-studio sm:w-auto sm:flex-1 sm:hover:grow-[1.8]">
              <div class="h-78 bg-background-secondary sm:h-100">
                <Show when={place() === 0 || hung()}>
                  <picture>
                    <source
                      type="image/avif"
                      srcset={`${piece.file}-768.avif 768w, ${piece.file}.avif 1088w`}
                      sizes={SIZES}
                    />
                    <img
                      src={`${piece.file}.webp`}
                      srcset={`${piece.file}-640.webp 640w, ${piece.file}.webp 1088w`}
                      sizes={SIZES}
                      fetchpriority={place() === 0 ? "high" : "auto"}
                      alt={piece.alt}
                      width={1088}
                      height={896}
                      class="size-full object-cover"
                      onLoad={hang}
                      onError={hang}
                    />
                  </picture>
                </Show>
              </div>
              <div class="px-4 pt-3.5 sm:px-3">
                <div class="font-[550] text-[0.875rem]">{piece.name}</div>
                <div class="mono text-foreground-secondary">{piece.label}</div>
              </div>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
