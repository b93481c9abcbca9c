import { A } from "@solidjs/router";
import { createResource, createSignal, For, Match, onCleanup, Show, Switch } from "solid-js";
import type { Erasure, ErasureItem } from "#contract/leaving";
import { problemOf } from "../api.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { Problem } from "../ui/problem.tsx";
import { clockSecond, clockTime, number } from "../ui/say.ts";
import { Spinner } from "../ui/spinner.tsx";

/** A deletion has no room that could call: it is asked, quickly at first and then seldom. */
const FIRST_MS = 1_500;
const LONGEST_MS = 30_000;

/** How far a deletion is, item by item, and in the end its receipt. */
export function Deletion(props: { read: () => Promise<Erasure> }) {
  const [known, setKnown] = createSignal<Erasure>();
  let wait = FIRST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const [first, { refetch }] = createResource(async () => {
    await look();
    return true;
  });
  async function look(): Promise<void> {
    const erasure = await props.read();
    setKnown(erasure);
    if (erasure.doneAt === null) timer = setTimeout(again, wait);
  }
  function again(): void {
    wait = Math.min(LONGEST_MS, wait * 1.5);
    // A look that fails is repeated: the deletion itself goes on without it.
    look().catch(() => {
      timer = setTimeout(again, wait);
    });
  }
  onCleanup(() => clearTimeout(timer));
  return (
    <Switch>
      <Match when={first.error}>
        <Problem
          title="This deletion could not be read"
          sentence={problemOf(first.error).message}
          requestId={problemOf(first.error).requestId}
        >
          <Button onClick={() => void refetch()}>Try again</Button>
        </Problem>
      </Match>
      <Match when={known()}>{(erasure) => <Told erasure={erasure()} />}</Match>
      <Match when={true}>
        <p role="status" class="text-foreground-secondary">
          Reading how far it is…
        </p>
      </Match>
    </Switch>
  );
}

function Told(props: { erasure: Erasure }) {
  const done = () => props.erasure.items.filter(({ state }) => state === "done").length;
  const refused = () => props.erasure.items.some(({ state }) => state === "refused");
  return (
    <>
      <h1 class="break-words">
        {props.erasure.doneAt ? `${props.erasure.name} is deleted.` : `Deleting ${props.erasure.name}`}
      </h1>
      <p class="mt-3 text-foreground-secondary" role="status">
        <Switch>
          <Match when={props.erasure.doneAt}>
            Everything below is gone, here and at the providers. The receipt is signed by this site and stays here for
            90 days; anybody can check a saved one at any time.
          </Match>
          <Match when={refused()}>
            {done()} of {props.erasure.items.length} are gone. What was refused is tried again by itself until it is
            gone; you need not stay.
          </Match>
          <Match when={true}>
            {done()} of {props.erasure.items.length} are gone. It goes on by itself; you need not stay.
          </Match>
        </Switch>
      </p>
      <ul class="mt-8 border-t">
        <For each={props.erasure.items}>{(item) => <Line item={item} />}</For>
      </ul>
      <Show when={props.erasure.receipt}>{(receipt) => <Receipt erasure={props.erasure} receipt={receipt()} />}</Show>
    </>
  );
}

const looks = { done: "bg-success", refused: "bg-warning", waiting: "ring-1 ring-inset ring-border-control" } as const;

export function Line(props: { item: ErasureItem }) {
  return (
    <li class="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b py-3">
      <span class={`size-1.75 shrink-0 self-center rounded-full ${looks[props.item.state]}`} aria-hidden="true" />
      <span class="min-w-0 flex-1 basis-60">
        {props.item.label}
        <Show when={props.item.count !== 1}>
          <span class="text-foreground-secondary"> ({props.item.count === 0 ? "none" : number(props.item.count)})</span>
        </Show>
      </span>
      <span class="mono text-foreground-secondary max-sm:w-full max-sm:pl-5.75">
        <Switch>
          <Match when={props.item.doneAt}>{(at) => <>gone {clockSecond(at())}</>}</Match>
          <Match when={props.item.nextTryAt}>{(at) => <>refused, again at {clockTime(at())}</>}</Match>
          <Match when={true}>
            <span class="inline-flex items-center gap-2">
              <Spinner /> in line
            </span>
          </Match>
        </Switch>
      </span>
    </li>
  );
}

/** The receipt as a file: what it says, and the signature that proves it. */
function Receipt(props: { erasure: Erasure; receipt: string }) {
  const text = () => {
    const { receipt: _, ...said } = props.erasure;
    return JSON.stringify({ ...said, signed: props.receipt }, null, 2);
  };
  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text()], { type: "application/json" }));
    link.download = `deletion-receipt-${props.erasure.id.slice(-8)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  return (
    <section aria-label="Receipt" class="mt-8 rounded-card bg-background-secondary p-5 ring-1 ring-border ring-inset">
      <h2>Receipt</h2>
      <p class="mono mt-3 break-all text-foreground-subtle">{props.receipt.slice(-86)}</p>
      <div class="mt-4 flex flex-wrap gap-2">
        <button type="button" class={buttonLook({ variant: "secondary" })} onClick={save}>
          Save the receipt
        </button>
        <A href="/receipt" class={buttonLook({ variant: "ghost" })}>
          Check a receipt
        </A>
      </div>
    </section>
  );
}
