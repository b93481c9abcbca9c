import { Show } from "solid-js";
import type { Generation } from "#contract/generation";
import { Loop } from "../../ui/mark.tsx";
import { Picture } from "../../ui/picture.tsx";

export interface ProofCellProps {
  proof: Generation | null;
  /** 1–9, its key. */
  number: number;
  name: string;
  picked: boolean;
  chosen: boolean;
  onPick: () => void;
}

const words = (proof: Generation | null) => {
  if (proof === null) return "not made";
  if (proof.status === "FAILED") return "did not come out";
  if (proof.status === "CANCELED") return "stopped";
  if (proof.status === "PENDING") return "waits its turn";
  return proof.progress === null ? "waits its turn" : `${Math.floor(proof.progress)}%`;
};

/** One proof; the violet loop is around the one that was chosen, the white edge around the one that is looked at. */
export function ProofCell(props: ProofCellProps) {
  return (
    <div class="relative">
      <button
        type="button"
        aria-pressed={props.picked}
        aria-label={`${props.name}${props.chosen ? ", chosen" : ""}`}
        disabled={props.proof?.status !== "COMPLETED"}
        onClick={() => props.onPick()}
        class="relative block aspect-square w-full rounded-picture aria-pressed:outline-2 aria-pressed:outline-white aria-pressed:outline-offset-2"
      >
        <Show
          when={props.proof?.outputUrl}
          fallback={
            <span class="mono grid size-full place-items-center rounded-picture bg-background-secondary p-1.5 text-center text-foreground-secondary ring-1 ring-border ring-inset">
              {words(props.proof)}
            </span>
          }
        >
          {(src) => (
            <>
              <Picture src={src()} alt="" cover class="size-full" />
              <span
                class="mono absolute bottom-1.5 left-1.5 hidden rounded-[4px] bg-[#0a0a0bd9] px-1.5 py-0.5 text-white sm:block"
                aria-hidden="true"
              >
                {props.number}
              </span>
            </>
          )}
        </Show>
      </button>
      <Show when={props.chosen}>
        <Loop class="-inset-[13%] size-[126%]" />
      </Show>
    </div>
  );
}
