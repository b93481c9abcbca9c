interface SpinnerProps {
  /** Pixels. */
  size?: number;
  class?: string;
}

/** Says nothing by itself: stand it beside words that name the act. */
export function Spinner(props: SpinnerProps) {
  return (
    <svg
      class={`animate-spin ${props.class ?? ""}`}
      width={props.size ?? 16}
      height={props.size ?? 16}
      viewBox="0 0 16 16"
      fill="none"
      aria-hidden="true"
    >
      <circle cx="8" cy="8" r="6.5" stroke="currentColor" stroke-opacity="0.25" stroke-width="1.75" />
      <path d="M14.5 8A6.5 6.5 0 0 0 8 1.5" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" />
    </svg>
  );
}
