import { createSignal } from "solid-js";

export interface Side {
  src: string;
  name: string;
}

/** Two pictures of one sentence over each other; the line between them follows pointer and arrow keys. */
export function ComparePictures(props: { left: Side; right: Side }) {
  const [share, setShare] = createSignal(50);
  return (
    <div class="relative aspect-square w-full overflow-hidden rounded-picture bg-background-secondary has-focus-visible:outline-2 has-focus-visible:outline-white has-focus-visible:outline-offset-2">
      <img src={props.right.src} alt={props.right.name} class="absolute inset-0 size-full object-cover" />
      <img
        src={props.left.src}
        alt={props.left.name}
        class="absolute inset-0 size-full object-cover"
        style={{ "clip-path": `inset(0 ${100 - share()}% 0 0)` }}
      />
      <span
        class="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-white"
        style={{ left: `${share()}%` }}
        aria-hidden="true"
      >
        <span class="absolute top-1/2 left-1/2 grid size-10 -translate-1/2 place-items-center rounded-full bg-white text-black">
          ‹ ›
        </span>
      </span>
      <span class="absolute bottom-2.5 left-2.5 rounded-chip bg-[#0a0a0bd9] px-2 py-1 text-small">
        {props.left.name}
      </span>
      <span class="absolute right-2.5 bottom-2.5 rounded-chip bg-[#0a0a0bd9] px-2 py-1 text-small">
        {props.right.name}
      </span>
      <input
        type="range"
        min="0"
        max="100"
        step="2"
        value={share()}
        aria-label={`${props.left.name} against ${props.right.name}`}
        class="absolute inset-0 size-full cursor-ew-resize opacity-0"
        onInput={(event) => setShare(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}
