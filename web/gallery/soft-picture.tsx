import { createSignal, Show } from "solid-js";
import type { GalleryPicture } from "#contract/generation";

export interface SoftPictureProps {
  picture: GalleryPicture;
  /** The whole picture; otherwise its thumbnail. */
  large?: boolean;
  eager?: boolean;
  /** Says its own proportions to its box as `--ratio`. */
  ratio?: boolean;
  class?: string;
  onLost?: () => void;
}

/** A picture that comes out of its own blur: a few pixels, then the thumbnail, then the whole. */
export function SoftPicture(props: SoftPictureProps) {
  const [here, setHere] = createSignal(false);
  const [lost, setLost] = createSignal(false);
  const preview = () => props.picture.preview && `data:image/webp;base64,${props.picture.preview}`;
  const standIn = () => (props.large ? props.picture.thumbnailUrl : undefined) ?? preview();
  return (
    <span
      class={`picture ${props.class ?? ""}`}
      style={props.ratio ? { "--ratio": props.picture.width / props.picture.height } : {}}
    >
      <Show when={!here() && standIn()}>
        {(src) => <img src={src()} alt="" draggable={false} class="absolute inset-0 size-full object-cover" />}
      </Show>
      <Show when={props.large ? props.picture.outputUrl : props.picture.thumbnailUrl} keyed>
        {(src) => (
          <img
            src={src}
            alt={props.picture.prompt}
            width={props.picture.width}
            height={props.picture.height}
            loading={props.eager ? "eager" : "lazy"}
            decoding="async"
            draggable={false}
            class="relative block size-full object-contain transition-opacity duration-300 ease-out"
            classList={{ "opacity-0": !here() }}
            onLoad={() => setHere(true)}
            onError={() => {
              setLost(true);
              props.onLost?.();
            }}
          />
        )}
      </Show>
      <Show when={lost()}>
        <span class="absolute inset-0 grid place-items-center p-2 text-center text-foreground-secondary text-small">
          This picture did not load.
        </span>
      </Show>
    </span>
  );
}
