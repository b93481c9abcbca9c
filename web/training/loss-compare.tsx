import { createMemo, For } from "solid-js";
import type { TrainingRecord } from "#contract/training";
import { number } from "../ui/say.ts";
import { titleOf } from "./history-words.ts";
import { ceiling, path, smooth } from "./loss.ts";

const W = 760;
const H = 160;

/** Told apart by colour and by dash; more than these cannot be told apart by eye. */
const lines = [
  { colour: "#06b6d4", dash: "none", words: "solid" },
  { colour: "#a1a1aa", dash: "7 4", words: "dashed" },
  { colour: "#f59e0b", dash: "2 4", words: "dotted" },
];
export const COMPARED_MOST = lines.length;

/** The smoothed curves of a few runs on one scale. */
export function LossCompare(props: { runs: readonly TrainingRecord[] }) {
  const curves = createMemo(() => props.runs.map(({ loss }) => smooth(loss)));
  const steps = () => Math.max(1, ...props.runs.map(({ totalSteps }) => totalSteps));
  const top = () => ceiling(Math.max(0, ...curves().flatMap((curve) => curve.map(({ loss }) => loss))));
  const told = () =>
    props.runs
      .map((run, at) => `${titleOf(run, new Date())}: ${curves()[at]?.at(-1)?.loss.toFixed(3) ?? "no curve"}`)
      .join("; ");
  return (
    <figure>
      <figcaption class="mb-3 flex flex-wrap gap-x-5 gap-y-1.5 text-small">
        <For each={props.runs}>
          {(run, at) => (
            <span class="flex items-center gap-2">
              <svg width="22" height="4" aria-hidden="true">
                <path
                  d="M0 2H22"
                  stroke={lines[at()]?.colour}
                  stroke-width="2.25"
                  stroke-dasharray={lines[at()]?.dash}
                />
              </svg>
              {titleOf(run, new Date())}
              <span class="mono text-foreground-secondary">{curves()[at()]?.at(-1)?.loss.toFixed(3)}</span>
            </span>
          )}
        </For>
      </figcaption>
      <div class="relative mb-7 h-30 sm:ml-10 sm:h-40">
        <For each={[1, 0.5, 0]}>
          {(share) => (
            <span
              class="mono absolute -left-10 hidden -translate-y-2 text-foreground-subtle sm:block"
              style={{ top: `${(1 - share) * 100}%` }}
            >
              {(top() * share).toFixed(top() < 0.1 ? 3 : 2)}
            </span>
          )}
        </For>
        <svg
          class="block size-full overflow-visible"
          viewBox={`0 0 ${W} ${H}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Loss at the end. ${told()}`}
        >
          <For each={[0, 0.5, 1]}>
            {(share) => <path d={`M0 ${share * H}H${W}`} stroke="#27272a" vector-effect="non-scaling-stroke" />}
          </For>
          <For each={curves()}>
            {(curve, at) => (
              <path
                d={path(curve, steps(), top(), W, H)}
                fill="none"
                stroke={lines[at()]?.colour}
                stroke-width="2.25"
                stroke-dasharray={lines[at()]?.dash}
                stroke-linejoin="round"
                vector-effect="non-scaling-stroke"
              />
            )}
          </For>
        </svg>
        <div class="mono absolute inset-x-0 top-full mt-1.5 flex justify-between text-foreground-subtle">
          <span>0</span>
          <span>{number(steps())} steps</span>
        </div>
      </div>
    </figure>
  );
}
