import { createResource, createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import type { DeadLetter, Operations as State } from "#contract/operations";
import { api, problemOf } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/problem.tsx";
import { clockTime, day } from "../ui/say.ts";
import { settled } from "../ui/settled.ts";
import { Title } from "../ui/title.tsx";
import { NothingHere } from "./nothing-here.tsx";
import { TopBar } from "./top-bar.tsx";

const when = (at: string) => `${day(at, new Date())}, ${clockTime(at)}`;

const kinds = { training: "Training", generation: "Picture" } as const;

function Table(props: { title: string; none: string; heads: string[]; empty: boolean; children: JSX.Element }) {
  return (
    <section class="mt-8" aria-label={props.title}>
      <h2>{props.title}</h2>
      <Show when={!props.empty} fallback={<p class="mt-2 text-foreground-secondary">{props.none}</p>}>
        <div class="mt-2 overflow-x-auto">
          <table class="w-full text-left">
            <thead class="text-foreground-secondary">
              <tr>
                <For each={props.heads}>{(head) => <th class="py-1.5 pr-6 font-normal">{head}</th>}</For>
              </tr>
            </thead>
            <tbody>{props.children}</tbody>
          </table>
        </div>
      </Show>
    </section>
  );
}

const Row = (props: { children: JSX.Element }) => <tr class="border-border border-t">{props.children}</tr>;
const Cell = (props: { children: JSX.Element }) => <td class="mono py-2 pr-6 align-top">{props.children}</td>;

function Letter(props: { letter: DeadLetter; onTried: () => void }) {
  const [busy, setBusy] = createSignal(false);
  const [wrong, setWrong] = createSignal<string>();
  const tryIt = async () => {
    setBusy(true);
    setWrong(undefined);
    try {
      await api.tryLetter(props.letter.jobId);
      props.onTried();
    } catch (thrown) {
      setWrong(problemOf(thrown).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Row>
      <Cell>{kinds[props.letter.kind]}</Cell>
      <Cell>{props.letter.jobId}</Cell>
      <Cell>{when(props.letter.buriedAt)}</Cell>
      <Cell>{props.letter.triedAt ? when(props.letter.triedAt) : "not yet"}</Cell>
      <Cell>
        <Button variant="secondary" size="sm" loading={busy()} onClick={() => void tryIt()}>
          Try again
        </Button>
        <Show when={wrong()}>{(sentence) => <p role="alert">{sentence()}</p>}</Show>
      </Cell>
    </Row>
  );
}

function Tables(props: { state: State; onTried: () => void }) {
  return (
    <>
      <Table
        title="Under way"
        none="Nothing is being made."
        heads={["Kind", "Status", "Jobs", "Oldest"]}
        empty={props.state.inFlight.length === 0}
      >
        <For each={props.state.inFlight}>
          {(row) => (
            <Row>
              <Cell>{kinds[row.kind]}</Cell>
              <Cell>{row.status}</Cell>
              <Cell>{row.jobs}</Cell>
              <Cell>{when(row.oldestAt)}</Cell>
            </Row>
          )}
        </For>
      </Table>
      <Table
        title="Failed within a day"
        none="Nothing failed."
        heads={["Kind", "Jobs", "What the artist read"]}
        empty={props.state.failures.length === 0}
      >
        <For each={props.state.failures}>
          {(row) => (
            <Row>
              <Cell>{kinds[row.kind]}</Cell>
              <Cell>{row.jobs}</Cell>
              <Cell>{row.reason}</Cell>
            </Row>
          )}
        </For>
      </Table>
      <Table
        title="Dead letters"
        none="No message failed to the end."
        heads={["Kind", "Job", "Since", "Tried", ""]}
        empty={props.state.deadLetters.length === 0}
      >
        <For each={props.state.deadLetters}>{(letter) => <Letter letter={letter} onTried={props.onTried} />}</For>
      </Table>
      <p class="mt-8 text-foreground-secondary">
        {props.state.removals.open === 0
          ? "Every deletion is finished."
          : `${props.state.removals.open} deletions are not finished.`}
      </p>
    </>
  );
}

/** For the operators named in the deployment's settings; to everybody else there is nothing here. */
export default function Operations() {
  const [state, { refetch }] = createResource(() => api.operations());
  const problem = () => state.error && problemOf(state.error);
  return (
    <>
      <Title text="Operations" />
      <TopBar />
      <div class="px-4 pt-1 pb-16 sm:pt-2 md:px-8">
        <Switch>
          <Match when={problem()?.status === 404}>
            <NothingHere sentence="The address may be old, or a letter went missing on the way." />
          </Match>
          <Match when={problem()}>
            {(told) => (
              <Problem title="The state could not be read" sentence={told().message} requestId={told().requestId}>
                <Button onClick={() => void refetch()}>Try again</Button>
              </Problem>
            )}
          </Match>
          <Match when={settled(state)}>
            {(known) => (
              <>
                <header class="flex items-end gap-6">
                  <h1 class="flex-1">Operations</h1>
                  <Button variant="secondary" loading={state.loading} onClick={() => void refetch()}>
                    Look again
                  </Button>
                </header>
                <Tables state={known()} onTried={() => void refetch()} />
              </>
            )}
          </Match>
          <Match when={state.loading}>
            <p class="text-foreground-secondary" role="status">
              Looking at the queues …
            </p>
          </Match>
        </Switch>
      </div>
    </>
  );
}
