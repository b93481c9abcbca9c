import { createSignal, Show } from "solid-js";

export interface PictureProps {
  src: string;
  alt: string;
  width?: number | undefined;
  height?: number | undefined;
  /** What to show until the picture is here, such as the file's own preview. */
  standIn?: string | undefined;
  /** Covers its box (thumbnails); otherwise it is shown whole. */
  cover?: boolean | undefined;
  eager?: boolean | undefined;
  /** Its frame is what can be dragged, not the picture out of it. */
  held?: boolean | undefined;
  class?: string | undefined;
  onLost?: (() => void) | undefined;
}

/** A picture that says so when it cannot be shown, and never moves what stands around it. */
export function Picture(props: PictureProps) {
  const [state, setState] = createSignal<"coming" | "here" | "lost">("coming");
  const lost = () => {
    setState("lost");
    props.onLost?.();
  };
  return (
    <span class={`picture ${props.class ?? ""}`}>
      <Show when={props.standIn !== undefined && state() !== "here"}>
        <img src={props.standIn} alt="" draggable={false} class="absolute inset-0 size-full object-cover" />
      </Show>
      <img
        draggable={props.held ? false : undefined}
        src={props.src}
        alt={props.alt}
        width={props.width}
        height={props.height}
        loading={props.eager ? "eager" : "lazy"}
        decoding="async"
        class="relative block size-full"
        classList={{
          "object-cover": props.cover === true,
          "object-contain": props.cover !== true,
          "opacity-0": state() !== "here",
          arrive: state() === "here" && props.standIn === undefined,
        }}
        onLoad={() => setState("here")}
        onError={lost}
      />
      <Show when={state() === "lost" && props.standIn === undefined}>
        <span class="absolute inset-0 grid place-items-center p-2 text-center text-foreground-subtle text-small">
          This picture did not load.
        </span>
      </Show>
    </span>
  );
}
