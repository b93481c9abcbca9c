import { createEffect, createMemo, createResource, createSignal, For, on, Show } from "solid-js";
import type { TrainingRecord } from "#contract/training";
import { api, problemOf } from "../api.ts";
import type { StyleLive } from "../live/style-live.ts";
import { Button } from "../ui/button.tsx";
import { notify } from "../ui/notify.ts";
import { Problem } from "../ui/problem.tsx";
import { settled } from "../ui/settled.ts";
import { DeleteTraining } from "./delete-training.tsx";
import { differences, titleOf } from "./history-words.ts";
import { COMPARED_MOST, LossCompare } from "./loss-compare.tsx";
import { wishAgain } from "./train-wish.ts";
import { TrainingRow } from "./training-row.tsx";

interface TrainingHistoryProps {
  styleId: string;
  live: StyleLive;
}

/** Every training of a style: what it was, what came of it, which paints, and the way back to each. */
export default function TrainingHistory(props: TrainingHistoryProps) {
  const [list, { refetch, mutate }] = createResource(async () => (await api.trainings(props.styleId)).trainings);
  const [deleting, askToDelete] = createSignal<TrainingRecord>();
  const [compared, compare] = createSignal<readonly string[]>();
  /** Changes whenever a training began or ended, or another version paints. */
  const told = () =>
    [
      props.live.epoch(),
      props.live.state.model?.trainingId,
      ...Object.values(props.live.state.trainings).map(({ id, status }) => id + status),
    ].join();
  createEffect(on(told, () => void refetch(), { defer: true }));

  const runs = createMemo(() =>
    (settled(list) ?? [])
      .filter(({ id }) => !props.live.state.removed[id])
      // While it runs the room knows more than the list.
      .map((run) => ({ ...run, ...props.live.state.trainings[run.id] })),
  );
  const curved = () => runs().filter(({ loss }) => loss.length > 1);
  const shown = createMemo(() => {
    const ids =
      compared() ??
      curved()
        .slice(0, 2)
        .map(({ id }) => id);
    return curved().filter(({ id }) => ids.includes(id));
  });
  const mark = (id: string) => {
    const ids = shown().map((run) => run.id);
    compare(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id].slice(-COMPARED_MOST));
  };

  const change = async (run: TrainingRecord, json: { name: string } | { used: true }) => {
    try {
      const changed = await api.patchTraining(props.styleId, run.id, json);
      mutate((all) =>
        all?.map((one) => (one.id === run.id ? changed : "used" in json ? { ...one, used: false } : one)),
      );
      if ("used" in json) {
        void props.live.refresh();
        notify({
          title: `${titleOf(changed, new Date())} paints from now on`,
          picture: changed.testImageUrl ?? undefined,
        });
      }
    } catch (thrown) {
      notify({ title: "It stays as it was", detail: problemOf(thrown).message });
    }
  };
  const again = (run: TrainingRecord) => {
    wishAgain(props.styleId, run, titleOf(run, new Date()));
    const place = [...document.querySelectorAll<HTMLElement>("[data-train-config]")].find(
      (one) => one.offsetParent !== null,
    );
    place?.scrollIntoView({ block: "center" });
    place?.querySelector<HTMLElement>("input:checked")?.focus({ preventScroll: true });
  };

  return (
    <Show
      when={settled(list)}
      fallback={
        <Show
          when={list.error}
          fallback={
            <p role="status" class="min-h-60 text-foreground-secondary">
              Reading what was trained.
            </p>
          }
        >
          <Problem
            title="The history could not be read"
            sentence={problemOf(list.error).message}
            requestId={problemOf(list.error).requestId}
          >
            <Button onClick={() => void refetch()}>Try again</Button>
          </Problem>
        </Show>
      }
    >
      <Show
        when={runs().length > 0}
        fallback={<p class="text-foreground-secondary">No training yet. The first one hangs its proof here.</p>}
      >
        <Show when={shown().length > 0}>
          <section class="mb-7 border-b pb-6">
            <h2 class="mb-1">What they got wrong</h2>
            <p class="mb-4 text-foreground-secondary text-small">
              <Show
                when={shown()[0] && shown()[1]}
                fallback="Lower at the end means closer to your pictures. Mark another to compare."
              >
                {compareWords(shown()[0]!, shown()[1]!)}
              </Show>
            </p>
            <LossCompare runs={shown()} />
          </section>
        </Show>
        <ul aria-label="Trainings, newest first">
          <For each={runs().map(({ id }) => id)}>
            {(id) => (
              <Show when={runs().find((run) => run.id === id)}>
                {(run) => (
                  <TrainingRow
                    run={run()}
                    compared={shown().some((one) => one.id === id)}
                    onCompare={run().loss.length > 1 && curved().length > 1 ? () => mark(id) : undefined}
                    onUse={() => void change(run(), { used: true })}
                    onName={(name) => void change(run(), { name })}
                    onAgain={() => again(run())}
                    onDelete={() => askToDelete(run())}
                  />
                )}
              </Show>
            )}
          </For>
        </ul>
      </Show>
      <DeleteTraining
        run={deleting()}
        styleId={props.styleId}
        last={runs().filter(({ status }) => status === "COMPLETED").length === 1}
        onClose={() => askToDelete(undefined)}
        onGone={(run) => {
          askToDelete(undefined);
          props.live.tell({ type: "training-removed", trainingId: run.id, rev: run.rev + 1 });
          void props.live.refresh();
        }}
      />
    </Show>
  );
}

function compareWords(one: TrainingRecord, other: TrainingRecord): string {
  const told = differences(one, other);
  const lead = "Lower at the end means closer to your pictures, not always better ones: trust the proofs.";
  return told.length === 0
    ? `${lead} Both had the same settings.`
    : `${lead} ${titleOf(one, new Date())} had ${told.join(", ")}.`;
}
