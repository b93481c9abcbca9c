import { createResource, createSignal, For, Match, Show, Switch } from "solid-js";
import type { Movement } from "#contract/billing";
import { ApiProblem, api, problemOf } from "../api.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Problem } from "../ui/problem.tsx";
import { clockTime, day } from "../ui/say.ts";
import { JobReceipt } from "./job-receipt.tsx";
import { credits, eventOf, reasonOf, signed } from "./words.ts";

/** Every movement of the account, newest first; a job's line opens its receipt. */
export function History() {
  const [movements, setMovements] = createSignal<Movement[]>([]);
  const [cursor, setCursor] = createSignal<string | null>(null);
  const [more, setMore] = createSignal<"waiting" | ApiProblem>();
  const [first, { refetch }] = createResource(async () => {
    const page = await api.movements();
    setMovements(page.movements);
    setCursor(page.nextCursor);
    return true;
  });
  const refused = () => {
    const now = more();
    return now instanceof ApiProblem ? now : undefined;
  };
  const readOn = async () => {
    setMore("waiting");
    try {
      const page = await api.movements(cursor());
      setMovements((known) => [...known, ...page.movements]);
      setCursor(page.nextCursor);
      setMore(undefined);
    } catch (thrown) {
      setMore(problemOf(thrown));
    }
  };
  return (
    <section aria-labelledby="history">
      <div class="flex items-center gap-4">
        <h2 id="history" class="flex-1">
          Every movement
        </h2>
        <a
          href="/api/billing/ledger.csv"
          download="artistcloner-credits.csv"
          class={buttonLook({ variant: "secondary", size: "sm" })}
        >
          Take it as CSV
        </a>
      </div>
      <Switch>
        <Match when={first.error}>
          <div class="mt-4">
            <Problem
              title="Your movements could not be read"
              sentence={problemOf(first.error).message}
              requestId={problemOf(first.error).requestId}
            >
              <Button onClick={() => void refetch()}>Try again</Button>
            </Problem>
          </div>
        </Match>
        <Match when={first.loading}>
          <p role="status" class="mt-4 min-h-60 border-t py-5 text-foreground-secondary">
            Your movements are being read.
          </p>
        </Match>
        <Match when={movements().length === 0}>
          <p class="mt-4 border-t py-5 text-foreground-secondary">
            Nothing has moved yet. The first training or picture leaves its line here.
          </p>
        </Match>
        <Match when={true}>
          <ul class="mt-4 border-t">
            <For each={movements()}>{(movement) => <Line movement={movement} />}</For>
          </ul>
          <Show when={cursor()}>
            <Button variant="secondary" class="mt-4" loading={more() === "waiting"} act="Reading" onClick={readOn}>
              Older ones
            </Button>
          </Show>
          <FormProblem sentence={refused()?.message} class="mt-3" />
        </Match>
      </Switch>
    </section>
  );
}

function Line(props: { movement: Movement }) {
  const [open, setOpen] = createSignal(false);
  const what = () => (
    <>
      <span class="mono w-26 shrink-0 text-foreground-secondary max-sm:w-full">
        <time dateTime={props.movement.createdAt}>
          {day(props.movement.createdAt, new Date())} {clockTime(props.movement.createdAt)}
        </time>
      </span>
      <span class="min-w-0 flex-1">
        {reasonOf(props.movement)}
        <Show when={props.movement.jobId}>
          <span class="text-foreground-secondary">, {eventOf(props.movement)}</span>
        </Show>
      </span>
      <span
        class="mono shrink-0"
        classList={{ "text-foreground-secondary": props.movement.amount <= 0 }}
        title={credits(Math.abs(props.movement.amount), props.movement.unit)}
      >
        {signed(props.movement.amount)} {props.movement.amount === 0 ? "was held" : unitOf(props.movement)}
      </span>
    </>
  );
  const look = "flex w-full flex-wrap items-baseline gap-x-4 gap-y-0.5 py-3 text-left";
  return (
    <li class="border-b">
      <Show when={props.movement.jobId} fallback={<div class={look}>{what()}</div>}>
        {(jobId) => (
          <>
            <button
              type="button"
              class={`${look} hover:bg-background-secondary`}
              aria-expanded={open()}
              onClick={() => setOpen(!open())}
            >
              {what()}
            </button>
            <Show when={open()}>
              <JobReceipt jobId={jobId()} />
            </Show>
          </>
        )}
      </Show>
    </li>
  );
}

const unitOf = ({ amount, unit }: Movement) => credits(Math.abs(amount), unit).replace(/^\S+ /, "");
