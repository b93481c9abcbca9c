import { createSignal, For, Match, Show, Switch } from "solid-js";
import type { ReceiptVerdict } from "#contract/leaving";
import { api, problemOf } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { FileButton } from "../ui/file-button.tsx";
import { Problem } from "../ui/problem.tsx";
import { clockSecond, day } from "../ui/say.ts";
import { Line } from "./deletion.tsx";

/** The signature itself, out of a saved file or as it is. */
function signatureIn(text: string): string {
  try {
    const { signed } = JSON.parse(text) as { signed?: unknown };
    return typeof signed === "string" ? signed : text;
  } catch {
    return text;
  }
}

/** Tells whether this site signed a receipt; what it then says is read from the signed words, never from the file around them. */
export function ReceiptCheck() {
  const [text, setText] = createSignal("");
  const [busy, setBusy] = createSignal(false);
  const [verdict, setVerdict] = createSignal<ReceiptVerdict>();
  const [problem, setProblem] = createSignal<ReturnType<typeof problemOf>>();
  const check = async (receipt: string) => {
    setText(receipt);
    setVerdict(undefined);
    setProblem(undefined);
    if (receipt.trim() === "") return;
    setBusy(true);
    try {
      setVerdict(await api.verifyReceipt(signatureIn(receipt)));
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  const genuine = () => {
    const told = verdict();
    return told?.genuine ? told.receipt : undefined;
  };
  return (
    <>
      <form
        class="mt-6 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void check(text());
        }}
      >
        <label class="flex flex-col gap-2">
          <span class="font-medium text-small">The receipt</span>
          <textarea
            class="field mono min-h-32 break-all py-3"
            spellcheck={false}
            value={text()}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <div class="flex flex-wrap gap-2">
          <Button type="submit" disabled={text().trim() === ""} loading={busy()} act="Checking">
            Check it
          </Button>
          <FileButton
            variant="secondary"
            name="A saved receipt"
            accept="application/json,.json,.txt"
            onFile={(file) => void file.text().then(check)}
          >
            Open a saved one
          </FileButton>
        </div>
      </form>
      <div class="mt-8" aria-live="polite">
        <Switch>
          <Match when={problem()}>
            {(told) => (
              <Problem title="It could not be checked" sentence={told().message} requestId={told().requestId} />
            )}
          </Match>
          <Match when={genuine()}>
            {(said) => (
              <section class="rounded-card bg-background-secondary p-5 ring-1 ring-border ring-inset">
                <h2 class="flex items-center gap-3 break-words">
                  <span class="size-2 shrink-0 rounded-full bg-success" aria-hidden="true" />
                  Genuine: {said().name} was deleted
                </h2>
                <p class="mt-2 text-foreground-secondary">
                  Signed by {said().site}. Asked for {day(said().requestedAt, new Date())}
                  <Show when={said().doneAt}>
                    {(at) => (
                      <>
                        , finished {day(at(), new Date())} at {clockSecond(at())}
                      </>
                    )}
                  </Show>
                  .
                </p>
                <ul class="mt-5 border-t">
                  <For each={said().items}>{(item) => <Line item={item} />}</For>
                </ul>
              </section>
            )}
          </Match>
          <Match when={verdict()}>
            <Problem
              title="This site did not sign this"
              sentence="It is not whole, was changed since, or is another site's. Copy all of it, or open the file as it was saved."
            />
          </Match>
        </Switch>
      </div>
    </>
  );
}
