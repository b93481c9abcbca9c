import { Show } from "solid-js";

export interface ProgressProps {
  value: number;
  max?: number;
  size?: "sm" | "md" | "lg";
  showLabel?: boolean;
  color?: "primary" | "success" | "warning" | "error";
  /** What it is the progress of, for screen readers. */
  label: string;
}

const heights = { sm: "h-1", md: "h-1.5", lg: "h-3" };
const colors = { primary: "bg-accent-primary", success: "bg-success", warning: "bg-warning", error: "bg-error" };

export function Progress(props: ProgressProps) {
  const share = () => Math.max(0, Math.min(1, props.value / (props.max ?? 100)));
  return (
    <div>
      <div
        role="progressbar"
        aria-label={props.label}
        aria-valuemin={0}
        aria-valuemax={props.max ?? 100}
        aria-valuenow={Math.round(props.value)}
        class={`overflow-hidden rounded-full bg-border ${heights[props.size ?? "md"]}`}
      >
        <div
          class={`h-full w-full origin-left rounded-full transition-transform duration-600 ease-linear ${colors[props.color ?? "primary"]}`}
          style={{ transform: `scaleX(${share()})` }}
        />
      </div>
      <Show when={props.showLabel}>
        <div class="mono mt-1 text-right text-foreground-secondary">{Math.round(share() * 100)}%</div>
      </Show>
    </div>
  );
}
