import { createSignal } from "solid-js";
import type { TrainingRecord } from "#contract/training";
import { api, problemOf } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Modal } from "../ui/modal.tsx";
import { notify } from "../ui/notify.ts";
import { titleOf } from "./history-words.ts";

interface DeleteTrainingProps {
  styleId: string;
  run: TrainingRecord | undefined;
  /** It left the only version there is. */
  last: boolean;
  onClose: () => void;
  onGone: (run: TrainingRecord) => void;
}

/** Asks before a version goes, here and at the provider. */
export function DeleteTraining(props: DeleteTrainingProps) {
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const lost = (run: TrainingRecord) => {
    if (run.status !== "COMPLETED") return "Its entry and its curve go from the history. Pictures and captions stay.";
    const then = props.last
      ? "It is the only version: the style cannot paint until it is trained again."
      : run.used
        ? "The newest of the others paints from then on."
        : "";
    return `What it learned goes, here and at the provider, and cannot come back. Pictures painted with it stay. ${then}`.trim();
  };
  const remove = async (run: TrainingRecord) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await api.deleteTraining(props.styleId, run.id);
      notify({ title: `${titleOf(run, new Date())} is deleted` });
      props.onGone(run);
    } catch (thrown) {
      setProblem(problemOf(thrown).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={props.run !== undefined}
      onClose={props.onClose}
      title={props.run ? `Delete ${titleOf(props.run, new Date())}?` : ""}
      description={props.run ? lost(props.run) : undefined}
    >
      <FormProblem sentence={problem()} class="mt-3" />
      <div class="mt-6 flex justify-end gap-2">
        <Button variant="secondary" autofocus onClick={props.onClose}>
          Keep it
        </Button>
        <Button
          variant="danger"
          loading={busy()}
          act="Deleting"
          onClick={() => {
            if (props.run) void remove(props.run);
          }}
        >
          Delete it
        </Button>
      </div>
    </Modal>
  );
}
