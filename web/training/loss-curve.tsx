import { createMemo, For, Show } from "solid-js";
import type { LossPoint } from "#contract/training";
import { number } from "../ui/say.ts";
import { ceiling, path, readTrend, smooth } from "./loss.ts";

const W = 760;
const H = 200;

/** What it gets wrong, measured: the raw points thin, the curve behind them thick, the future left blank. */
export function LossCurve(props: { points: LossPoint[]; steps: number; step: number }) {
  const curve = createMemo(() => smooth(props.points));
  const top = () => ceiling(props.points.reduce((most, { loss }) => Math.max(most, loss), 0));
  const last = () => curve().at(-1);
  const x = () => (Math.min(props.step, props.steps) / props.steps) * W;
  const y = () => H - Math.min(1, (last()?.loss ?? 0) / top()) * H;
  const digits = () => (top() < 0.1 ? 3 : 2);
  return (
    <section>
      <div class="flex items-baseline gap-4">
        <h2 class="flex-1">What it gets wrong</h2>
        <Show when={last()}>
          {(point) => <span class="mono text-accent-secondary">loss {point().loss.toFixed(3)}</span>}
        </Show>
      </div>
      <p class="text-foreground-secondary text-small">{readTrend(props.points, props.step >= props.steps)}</p>
      <div class="relative mt-3.5 mb-9 h-30 sm:ml-10 sm:h-51">
        <For each={[1, 0.5, 0]}>
          {(share) => (
            <span
              class="mono absolute -left-10 hidden -translate-y-2 text-foreground-subtle sm:block"
              style={{ top: `${(1 - share) * 100}%` }}
            >
              {props.points.length === 0 ? "" : (top() * share).toFixed(digits())}
            </span>
          )}
        </For>
        <svg
          class="block size-full overflow-visible"
          viewBox={`0 0 ${W} ${H}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Loss by step, now ${last()?.loss.toFixed(3) ?? "unknown"} at step ${props.step}`}
        >
          <For each={[0, 0.25, 0.5, 0.75, 1]}>
            {(share) => <path d={`M0 ${share * H}H${W}`} stroke="#27272a" vector-effect="non-scaling-stroke" />}
          </For>
          <rect x={x()} y="0" width={W - x()} height={H} fill="#141416" />
          <path d={`M${x()} 0V${H}`} stroke="#71717a" stroke-dasharray="2 4" vector-effect="non-scaling-stroke" />
          <Show when={props.points.length > 1}>
            <path
              d={path(props.points, props.steps, top(), W, H)}
              fill="none"
              stroke="#06b6d4"
              stroke-opacity="0.5"
              vector-effect="non-scaling-stroke"
            />
            <path
              d={path(curve(), props.steps, top(), W, H)}
              fill="none"
              stroke="#06b6d4"
              stroke-width="2.25"
              stroke-linejoin="round"
              vector-effect="non-scaling-stroke"
            />
          </Show>
        </svg>
        <Show when={last()}>
          <span
            class="absolute size-2.5 -translate-1/2 rounded-full bg-accent-secondary shadow-[0_0_0_5px_rgb(6_182_212/0.25)]"
            style={{ left: `${(x() / W) * 100}%`, top: `${(y() / H) * 100}%` }}
          />
        </Show>
        <div class="mono absolute inset-x-0 top-full mt-1.5 flex justify-between text-foreground-subtle">
          <span>0</span>
          <span>{number(Math.round(props.steps / 2))}</span>
          <span>{number(props.steps)} steps</span>
        </div>
      </div>
    </section>
  );
}
