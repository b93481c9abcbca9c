import MoveHorizontal from "lucide-solid/icons/move-horizontal";
import { createSignal } from "solid-js";
import type { GalleryPicture } from "#contract/generation";
import { SoftPicture } from "./soft-picture.tsx";

/** Per cent that an arrow key moves the line, and with Shift. */
const STEP = 2;
const STRIDE = 10;

const plate = "absolute bottom-3 max-w-[45%] rounded-chip bg-[#0a0a0b]/85 px-2 py-1 font-mono text-label";

/** Two pictures on one place; the line between them is moved by hand, finger or arrow key. */
export function Compare(props: {
  left: GalleryPicture;
  right: GalleryPicture;
  nameOf: (picture: GalleryPicture) => string;
}) {
  const [share, setShare] = createSignal(50);
  let frame: HTMLDivElement | undefined;
  const set = (to: number) => setShare(Math.max(0, Math.min(100, to)));
  const follow = (event: PointerEvent) => {
    const box = frame?.getBoundingClientRect();
    if (box && event.buttons > 0) set(((event.clientX - box.left) / box.width) * 100);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = event.shiftKey ? STRIDE : STEP;
    const moves: Record<string, number> = {
      ArrowLeft: share() - step,
      ArrowDown: share() - step,
      ArrowRight: share() + step,
      ArrowUp: share() + step,
      Home: 0,
      End: 100,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    set(to);
  };
  return (
    <div
      ref={frame}
      class="relative mx-auto aspect-(--ratio) max-h-full w-[min(100%,calc(var(--stage-height)*var(--ratio)))] cursor-ew-resize touch-none select-none"
      style={{ "--ratio": props.left.width / props.left.height }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={follow}
    >
      <SoftPicture picture={props.right} large eager class="absolute! inset-0" />
      <div class="absolute inset-0" style={{ "clip-path": `inset(0 ${100 - share()}% 0 0)` }}>
        <SoftPicture picture={props.left} large eager class="absolute! inset-0" />
      </div>
      <span class={`${plate} left-3`}>{props.nameOf(props.left)}</span>
      <span class={`${plate} right-3`}>{props.nameOf(props.right)}</span>
      <div class="absolute inset-y-0 -ml-px w-0.5 bg-white" style={{ left: `${share()}%` }}>
        <div
          role="slider"
          tabIndex={0}
          aria-label="Where one picture ends and the other begins"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(share())}
          aria-valuetext={`${Math.round(share())}% ${props.nameOf(props.left)}`}
          class="absolute top-1/2 left-1/2 grid size-10 -translate-1/2 place-items-center rounded-full bg-white text-[#0a0a0b] shadow-float"
          onKeyDown={onKey}
        >
          <MoveHorizontal size={18} strokeWidth={1.75} />
        </div>
      </div>
    </div>
  );
}
