import Check from "lucide-solid/icons/check";
import { createSignal, For, Match, Show, Switch } from "solid-js";
import { Button } from "../ui/button.tsx";
import { count } from "../ui/say.ts";
import { type Finding, keepOneOfEach, type Quality } from "./readiness/finding.ts";
import type { Verdict } from "./readiness/judge.ts";
import type { Colour } from "./readiness/palette.ts";
import { headline, promise } from "./readiness/words.ts";
import type { Readiness } from "./readiness.ts";

export interface ReadinessPanelProps {
  readiness: Readiness;
  /** Thumbnail and name of a picture; undefined once it is gone. */
  pictureOf: (id: string) => { src: string; name: string } | undefined;
  onFix: (finding: Finding) => void;
  /** Brings a picture into view. */
  onShow: (id: string) => void;
  /** Keys of the findings that are being mended. */
  mending?: ReadonlySet<string>;
  /** One line and the gravest finding, for a phone. */
  brief?: boolean;
}

/** Findings shown before the rest folds away. */
const SHOWN = 4;

/** What the set lacks before anything is paid, and one tap for each thing that can be mended. */
export default function ReadinessPanel(props: ReadinessPanelProps) {
  const looking = () => props.readiness.looked() < props.readiness.total();
  const status = () => {
    const verdict = props.readiness.verdict();
    if (!verdict || looking()) return "";
    return `Readiness ${verdict.score} of 100. ${headline(verdict)}. ${promise(verdict)}`;
  };
  return (
    <section aria-label="Readiness">
      <p class="sr-only" role="status">
        {status()}
      </p>
      <Show when={!props.brief}>
        <p class="mono mb-3 text-foreground-secondary">Readiness, checked on your machine</p>
      </Show>
      <Switch>
        <Match when={props.readiness.problem()}>
          {(sentence) => <p class="text-foreground-secondary text-small">{sentence()}</p>}
        </Match>
        <Match when={props.readiness.total() === 0}>
          <p class="text-foreground-secondary text-small">
            With the first picture it is looked at here, on your machine, before anything is paid.
          </p>
        </Match>
        <Match when={true}>
          <Judged {...props} verdict={props.readiness.verdict()} looking={looking()} />
        </Match>
      </Switch>
    </section>
  );
}

function Judged(props: ReadinessPanelProps & { verdict: Verdict | undefined; looking: boolean }) {
  const [all, setAll] = createSignal(false);
  /** What is missing in number stands in the headline already. */
  const findings = () => {
    const told = (props.verdict?.findings ?? []).filter(({ kind }) => kind !== "too-few");
    const each = keepOneOfEach(told);
    return each ? [each, ...told] : told;
  };
  const limit = () => (props.brief ? 1 : SHOWN);
  const shown = () => (all() ? findings() : findings().slice(0, limit()));
  const folded = () => findings().length - shown().length;
  const clean = () => props.verdict && findings().length === 0 && !props.verdict.blocked && !props.looking;
  return (
    <>
      <div class="flex items-center gap-4">
        <span
          class="min-w-[1.1em] font-heading font-semibold text-clock tabular-nums"
          classList={{ "text-foreground-muted": props.verdict === undefined }}
          aria-hidden="true"
        >
          {props.verdict?.score ?? "–"}
        </span>
        <div class="min-w-0 flex-1">
          <h2 class="text-h3!">{props.verdict ? headline(props.verdict) : "Looking at your pictures"}</h2>
          <p class="text-foreground-secondary text-small">
            {props.looking || !props.verdict
              ? `${props.readiness.looked()} of ${props.readiness.total()}, they stay on your machine for this`
              : promise(props.verdict)}
          </p>
        </div>
      </div>
      <Show when={!props.brief}>
        <Qualities qualities={props.verdict?.qualities ?? waiting} />
        <Thread palette={props.verdict?.palette ?? []} />
      </Show>
      {/* On a phone pictures hang below: the place of a finding is held, so that they do not move. */}
      <div classList={{ "-mb-2 flow-root min-h-31": props.brief === true }}>
        <Show when={findings().length > 0}>
          <ul
            class="border-t"
            classList={{
              "mt-3": props.brief === true,
              "mt-5": !props.brief,
              "*:h-17 *:py-0 [&_.block]:line-clamp-2": props.brief && !all(),
            }}
            aria-label="What would help"
          >
            <For each={shown()}>{(finding) => <FindingRow {...props} finding={finding} />}</For>
          </ul>
          <Show when={folded() > 0 || all()}>
            <Button variant="ghost" size="sm" class="mt-2 -ml-3" aria-expanded={all()} onClick={() => setAll(!all())}>
              {all() ? "Show fewer" : `${folded()} more`}
            </Button>
          </Show>
        </Show>
        <Show when={clean()}>
          <p class="mt-5 flex items-center gap-2 border-t pt-4 text-foreground-secondary text-small">
            <Check size={16} strokeWidth={1.75} class="text-success" aria-hidden="true" />
            Nothing to mend.
          </p>
        </Show>
      </div>
      <Show when={props.readiness.meant() > 0 && (all() || !props.brief)}>
        <p class="mt-3 text-foreground-subtle text-small">
          {count(props.readiness.meant(), "thing")} left as meant.{" "}
          <button
            type="button"
            class="touch text-foreground-secondary underline hover:text-foreground-primary"
            onClick={() => props.readiness.unmean()}
          >
            Judge again
          </button>
        </p>
      </Show>
    </>
  );
}

/** Holds the place until the first verdict, so that nothing moves when it comes. */
const waiting: Quality[] = (["Number", "Sharpness", "Size", "Edges", "Subjects", "Repetition"] as const).map(
  (name) => ({
    name,
    share: 0,
    value: "…",
  }),
);

/** Below it a quality is drawn amber. */
const GOOD = 0.75;

function Qualities(props: { qualities: Quality[] }) {
  return (
    <dl class="mt-6 grid grid-cols-[6rem_1fr_auto] items-center gap-x-4 gap-y-2 text-small">
      <For each={props.qualities}>
        {(quality) => (
          <>
            <dt class="text-foreground-secondary">{quality.name}</dt>
            <dd aria-hidden="true" class="h-0.75 overflow-hidden rounded-full bg-border">
              <div
                class="h-full origin-left transition-transform duration-600 ease-out"
                classList={{ "bg-success": quality.share >= GOOD, "bg-warning": quality.share < GOOD }}
                style={{ transform: `scaleX(${quality.share})` }}
              />
            </dd>
            <dd class="mono min-w-18 text-right">{quality.value}</dd>
          </>
        )}
      </For>
    </dl>
  );
}

function Thread(props: { palette: Colour[] }) {
  return (
    <>
      <div class="mt-4 flex h-3.5 overflow-hidden rounded-picture bg-background-tertiary" aria-hidden="true">
        <For each={props.palette}>
          {({ hex, share }) => <span style={{ "background-color": hex, "flex-grow": share }} />}
        </For>
      </div>
      <p class="mono mt-2 text-foreground-secondary">The colours it will learn</p>
    </>
  );
}

function FindingRow(props: ReadinessPanelProps & { finding: Finding }) {
  const pictures = () =>
    props.finding.imageIds.slice(0, 2).flatMap((id) => {
      const picture = props.pictureOf(id);
      return picture ? [{ id, ...picture }] : [];
    });
  return (
    <li class="flex items-center gap-3 border-b py-3">
      <Show when={pictures().length > 0}>
        <span class="flex shrink-0 gap-0.5">
          <For each={pictures()}>
            {({ id, src, name }) => (
              <button
                type="button"
                class="picture touch size-9"
                aria-label={`Show ${name}`}
                onClick={() => props.onShow(id)}
              >
                <img src={src} alt="" class="size-full object-cover" />
              </button>
            )}
          </For>
        </span>
      </Show>
      <span class="min-w-0 flex-1 text-small">
        <span class="block">{props.finding.sentence}</span>
        <Show when={props.finding.severity !== "blocks" && props.finding.chips.length > 0}>
          <button
            type="button"
            class="touch text-foreground-subtle hover:text-foreground-primary hover:underline"
            aria-label={`${props.finding.sentence}: it is meant so`}
            onClick={() => props.readiness.mean(props.finding)}
          >
            It is meant so
          </button>
        </Show>
      </span>
      <Show when={props.finding.fix}>
        {(fix) => (
          <Button
            variant="secondary"
            size="sm"
            class="shrink-0"
            loading={props.mending?.has(props.finding.key)}
            aria-label={`${fix().label}: ${props.finding.sentence}`}
            onClick={() => props.onFix(props.finding)}
          >
            {fix().label}
          </Button>
        )}
      </Show>
    </li>
  );
}
