import { Show } from "solid-js";
import { clockTime } from "../ui/say.ts";
import { type Axis, axis, placeOn } from "./clock.ts";

interface TimeAxisProps {
  start: number;
  now: number;
  finish: number | null;
  /** The end is near but has no time. */
  ending: boolean;
  deadline: number;
  /** When finished runs say it will be done. */
  expected: { from: number; to: number } | undefined;
}

/** Start, now, the expected end and the minute of the refund on one line. All Unix milliseconds. */
export function TimeAxis(props: TimeAxisProps) {
  const places = (): Axis =>
    axis(props.start, props.now, props.finish ?? (props.ending ? props.now : null), props.deadline);
  const stretch = () => {
    const told = props.expected;
    if (!told) return undefined;
    const [from, to] = [placeOn(places(), told.from), placeOn(places(), told.to)];
    return to > from ? { from: Math.max(from, places().now), to } : undefined;
  };
  const percent = (share: number) => `${share * 100}%`;
  /** Labels closer than this would stand in each other. */
  const apart = (a: number, b: number, least: number) => Math.abs(a - b) >= least;
  return (
    <div class="relative h-19" aria-hidden="true">
      <div class="absolute inset-x-0 top-6.5 h-3 overflow-hidden rounded-picture bg-background-tertiary">
        <div
          class="h-full w-full origin-left bg-accent-primary transition-transform duration-600 ease-linear"
          style={{ transform: `scaleX(${places().now})` }}
        />
      </div>
      <Show when={stretch()}>
        {(told) => (
          <div
            class="hatch absolute top-6.5 h-3 opacity-80"
            style={{ left: percent(told().from), width: percent(told().to - told().from) }}
          />
        )}
      </Show>
      <Show when={places().broken}>
        <div class="absolute top-5.5 left-[91%] h-5 w-2 -skew-x-20 border-background-primary border-x-[3px] bg-background-tertiary" />
      </Show>
      <Tick at={places().now} class="bg-white" />
      <Show when={props.finish !== null && places().finish}>{(at) => <Tick at={at()} class="bg-accent-text" />}</Show>
      <Tick at={places().refund} class="bg-warning" />
      <Show when={places().now > 0.2}>
        <span class="mono absolute top-0 left-0 text-foreground-secondary">
          {clockTime(props.start)}
          <span class="hidden sm:inline"> started</span>
        </span>
      </Show>
      <span
        class="mono absolute top-0 whitespace-nowrap font-medium"
        classList={{ "max-sm:hidden": !apart(places().now, places().refund, 0.42) || places().now < 0.3 }}
        style={{
          left: percent(places().now),
          transform: `translateX(${places().now < 0.1 ? "0" : places().now > 0.9 ? "-100%" : "-50%"})`,
        }}
      >
        <Show when={apart(places().now, places().refund, 0.2)}>now {clockTime(props.now)}</Show>
      </span>
      <Show when={places().finish !== null && props.finish}>
        {(finish) => (
          <span
            class="mono absolute top-12 whitespace-nowrap text-accent-text"
            style={{
              left: percent(places().finish ?? 0),
              transform: `translateX(${(places().finish ?? 0) > 0.84 ? "-100%" : (places().finish ?? 0) < 0.12 ? "0" : "-50%"})`,
            }}
          >
            done {clockTime(finish())}
          </span>
        )}
      </Show>
      <span class="mono absolute top-0 right-0 font-medium text-warning">{clockTime(props.deadline)} refund</span>
    </div>
  );
}

function Tick(props: { at: number; class: string }) {
  return (
    <div
      class={`absolute top-5 h-6 w-0.5 -translate-x-1/2 rounded-full ${props.class}`}
      style={{ left: `${props.at * 100}%` }}
    />
  );
}
