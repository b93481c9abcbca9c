const loop =
  "M6 9C11 3.500 22 3 26.500 6.500C30 10 29.500 22 26 26C21 29.800 9 29.500 5.200 25.500C2 21 2.300 11 6.500 7.200C10 4.300 16 3.700 21 4.600";

/** The logo: one picture, circled as on a contact sheet. */
export function Mark(props: { size?: number; class?: string }) {
  return (
    <svg
      class={`shrink-0 ${props.class ?? ""}`}
      width={props.size ?? 26}
      height={props.size ?? 26}
      viewBox="0 0 32 32"
      fill="none"
      aria-hidden="true"
    >
      <rect x="9" y="9" width="14" height="14" rx="1.5" fill="#fff" />
      <path class="draw" d={loop} pathLength="1" stroke="#8b5cf6" stroke-width="2.6" stroke-linecap="round" />
    </svg>
  );
}

/** The loop alone, drawn around the thing it stands in. */
export function Loop(props: { class: string }) {
  return (
    <svg
      class={`pointer-events-none absolute animate-fade-in overflow-visible ${props.class}`}
      viewBox="0 0 32 32"
      preserveAspectRatio="none"
      fill="none"
      aria-hidden="true"
    >
      <path d={loop} stroke="#8b5cf6" stroke-width="4" stroke-linecap="round" vector-effect="non-scaling-stroke" />
    </svg>
  );
}
