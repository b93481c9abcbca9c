import { createMemo, createSignal, For, Match, onCleanup, Show, Switch } from "solid-js";
import type { StyleImage } from "#contract/images";
import { generationEnded } from "../../live/select.ts";
import type { StyleLive } from "../../live/style-live.ts";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Picture } from "../../ui/picture.tsx";
import { Problem } from "../../ui/problem.tsx";
import { count, day } from "../../ui/say.ts";
import { createBeside, factsOf } from "./beside.ts";
import { ProofCell } from "./proof-cell.tsx";
import { ProofChoicePanel } from "./proof-choice.tsx";
import { columnWords, createSheets } from "./sheets.ts";
import { verdictOf } from "./verdict.ts";

export interface ProofSheetProps {
  styleId: string;
  live: StyleLive;
  /** The style's originals. */
  images: readonly StyleImage[];
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");

/** Three sentences by three strengths beside the nearest originals: the artist picks the one that is them. */
export default function ProofSheetTab(props: ProofSheetProps) {
  const sheets = createSheets(
    () => props.styleId,
    () => props.live,
  );
  const [version, setVersion] = createSignal<string>();
  const [picked, setPicked] = createSignal<number>();
  const name = () => props.live.state.style?.name ?? "this style";
  const versions = () => sheets.told()?.versions ?? [];
  const sheet = createMemo(
    () => sheets.sheets().find(({ trainingId }) => trainingId === version()) ?? sheets.sheets()[0],
  );
  const shownVersion = () => version() ?? versions()[0]?.trainingId;
  /** The version that is looked at has none yet. */
  const unmade = () => versions().length > 0 && sheet()?.trainingId !== shownVersion();
  const cells = () => sheet()?.cells ?? [];
  const columns = () => sheet()?.strengths.length ?? 3;
  const ready = () => cells().filter((cell) => cell?.status === "COMPLETED").length;
  const open = () => cells().filter((cell) => cell && !generationEnded(cell)).length;
  const missing = () => cells().length - ready() - open();
  const chosen = () => sheets.told()?.proofId;
  const compared = createBeside(sheet, () => props.images);
  const loss = () => props.live.state.trainings[sheet()?.trainingId ?? ""]?.loss ?? [];
  const verdict = createMemo(() => {
    const [now, measures] = [sheet(), compared()];
    return now && measures ? verdictOf(factsOf(now), now.strengths, measures, loss()) : null;
  });
  const near = (row: number): StyleImage[] => {
    const first = cells()
      .slice(row * columns(), (row + 1) * columns())
      .findLast((cell) => cell?.status === "COMPLETED");
    const ids = (first && compared()?.proofs[first.id]?.near) ?? [];
    return ids.flatMap((id) => props.images.find((image) => image.id === id) ?? []);
  };
  /** The one that is looked at: picked, else chosen, else one of the middle, else the first that is there. */
  const at = () => {
    const one = picked();
    if (one !== undefined && cells()[one]?.status === "COMPLETED") return one;
    const mine = cells().findIndex((cell) => cell?.id === chosen());
    if (mine >= 0) return mine;
    const middle = cells().findIndex((cell, place) => cell?.status === "COMPLETED" && place % columns() === 1);
    return middle >= 0 ? middle : cells().findIndex((cell) => cell?.status === "COMPLETED");
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const number = Number(event.key);
    if (Number.isInteger(number) && number >= 1 && cells()[number - 1]?.status === "COMPLETED") setPicked(number - 1);
    const onCell = event.target instanceof HTMLElement && event.target.matches("[aria-pressed]");
    if (event.key === "Enter" && onCell && picked() !== undefined && event.target === document.activeElement) {
      const proof = cells()[at()];
      if (proof && proof.id !== chosen() && cellIndexOf(event.target as HTMLElement) === at()) {
        event.preventDefault();
        void sheets.choose(proof);
      }
    }
  };
  const cellIndexOf = (cell: HTMLElement) => Number(cell.closest("[data-cell]")?.getAttribute("data-cell") ?? -1);
  addEventListener("keydown", onKey);
  onCleanup(() => removeEventListener("keydown", onKey));

  return (
    <section aria-labelledby="proof-sheet">
      <div class="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id="proof-sheet" class="text-h1!">
          Which one is you?
        </h2>
        <Show when={versions().length > 1}>
          <label class="ml-auto inline-flex items-center gap-2 text-foreground-secondary text-small">
            Version
            <select
              class="h-8 rounded-chip bg-background-tertiary px-2 text-foreground-primary ring-1 ring-border ring-inset"
              value={shownVersion()}
              onChange={(event) => setVersion(event.currentTarget.value)}
            >
              <For each={versions()}>
                {(one) => (
                  <option value={one.trainingId}>
                    {day(one.trainedAt, new Date())}, {count(one.steps, "step")}
                  </option>
                )}
              </For>
            </select>
          </label>
        </Show>
      </div>
      <p class="mt-1 text-foreground-secondary">
        Three sentences, three strengths, one seed per row. The one you circle becomes the strength of {name()}.
      </p>
      <Switch
        fallback={
          <p class="mt-6 text-foreground-secondary" role="status">
            The sheet is being fetched.
          </p>
        }
      >
        <Match when={!sheets.told() && sheets.problem()}>
          {(told) => (
            <div class="mt-5">
              <Problem title="The sheet could not be read" sentence={told().message} requestId={told().requestId}>
                <Button variant="secondary" onClick={() => void sheets.load()}>
                  Try again
                </Button>
              </Problem>
            </div>
          )}
        </Match>
        <Match when={sheets.told() && (!sheet() || unmade())}>
          <div class="mt-6">
            <Empty
              title="No proofs of this version yet"
              sentence={
                sheets.told()?.on
                  ? "Nine small pictures, painted when nothing else of yours waits. They cost nothing."
                  : "This site makes no proof sheets. Pictures you ask for show as much."
              }
            >
              <Show when={sheets.told()?.on && shownVersion()}>
                {(id) => (
                  <Button loading={sheets.busy()} act="Asking" onClick={() => void sheets.order(id())}>
                    Make the proof sheet
                  </Button>
                )}
              </Show>
            </Empty>
          </div>
        </Match>
        <Match when={sheet()}>
          {(now) => (
            <>
              <Show when={open() > 0}>
                <p class="mt-4 flex flex-wrap items-center gap-x-3 text-foreground-secondary text-small" role="status">
                  {ready()} of {cells().length} are here. They are painted one at a time whenever nothing else of yours
                  waits, and cost nothing. Leave if you like.
                  <Button
                    variant="ghost"
                    size="sm"
                    loading={sheets.busy()}
                    act="Stopping"
                    onClick={() => void sheets.stop(now())}
                  >
                    Stop the rest
                  </Button>
                </p>
              </Show>
              <Show when={open() === 0 && missing() > 0}>
                <p class="mt-4 flex flex-wrap items-center gap-x-3 text-foreground-secondary text-small">
                  {count(missing(), "proof")} {missing() === 1 ? "is" : "are"} missing.
                  <Show when={now().left > 0} fallback="The free proofs of this version are used up.">
                    <Button
                      variant="secondary"
                      size="sm"
                      loading={sheets.busy()}
                      act="Asking"
                      onClick={() => void sheets.order(now().trainingId)}
                    >
                      Make what is missing
                    </Button>
                  </Show>
                </p>
              </Show>
              <div class="mt-5 grid gap-x-8 gap-y-6 2xl:grid-cols-[minmax(0,1fr)_24rem]">
                <div class="min-w-0">
                  <div class="grid grid-cols-3 gap-1.5 sm:grid-cols-[minmax(0,0.75fr)_repeat(3,minmax(0,1fr))] sm:gap-3">
                    <span class="hidden font-[550] text-small sm:block">Yours</span>
                    <For each={now().strengths}>
                      {(strength, column) => (
                        <span class="flex flex-col gap-x-2 text-small sm:flex-row sm:items-baseline">
                          <span class="font-[550]">
                            <span class="max-sm:hidden">{columnWords[column()] ?? "Stronger"}</span>
                            <span class="sm:hidden">{columnWords[column()]?.split(" ")[0]}</span>
                          </span>
                          <span class="mono text-foreground-secondary">{strength.toFixed(2)}</span>
                        </span>
                      )}
                    </For>
                  </div>
                  <For each={now().rows}>
                    {(row, place) => (
                      <fieldset class="mt-3 min-w-0 sm:mt-2">
                        <legend class="sr-only">{row.prompt}</legend>
                        <div class="grid grid-cols-3 gap-1.5 sm:grid-cols-[minmax(0,0.75fr)_repeat(3,minmax(0,1fr))] sm:gap-3">
                          <div class="relative col-span-3 sm:col-span-1">
                            <div class="flex items-center gap-2 sm:absolute sm:inset-0 sm:flex-col sm:items-stretch">
                              <For each={near(place())}>
                                {(image) => (
                                  <Picture
                                    src={image.thumbnailUrl}
                                    alt={image.caption ?? "One of your pictures"}
                                    cover
                                    class="size-9 shrink-0 sm:h-auto sm:min-h-0 sm:w-full sm:flex-1"
                                  />
                                )}
                              </For>
                              <span class="text-foreground-secondary text-small sm:hidden">{row.prompt}</span>
                            </div>
                          </div>
                          <For each={now().strengths}>
                            {(strength, column) => {
                              const cell = () => place() * columns() + column();
                              return (
                                <div data-cell={cell()}>
                                  <ProofCell
                                    proof={cells()[cell()] ?? null}
                                    number={cell() + 1}
                                    name={`${cell() + 1}: ${row.prompt}, strength ${strength}`}
                                    picked={cell() === at()}
                                    chosen={cells()[cell()]?.id !== undefined && cells()[cell()]?.id === chosen()}
                                    onPick={() => setPicked(cell())}
                                  />
                                </div>
                              );
                            }}
                          </For>
                        </div>
                        <p class="mt-1.5 hidden gap-3 text-foreground-secondary text-small sm:grid sm:grid-cols-[minmax(0,0.75fr)_minmax(0,3fr)]">
                          <span class="mono">seed {row.seed}</span>
                          <span>{row.prompt}</span>
                        </p>
                      </fieldset>
                    )}
                  </For>
                </div>
                <ProofChoicePanel
                  sheet={now()}
                  others={sheets.sheets().filter(({ trainingId }) => trainingId !== now().trainingId)}
                  versions={versions()}
                  at={at()}
                  chosenId={chosen() ?? null}
                  busy={sheets.busy()}
                  verdict={verdict()}
                  images={props.images}
                  onChoose={(proof) => void sheets.choose(proof)}
                />
              </div>
            </>
          )}
        </Match>
      </Switch>
    </section>
  );
}
