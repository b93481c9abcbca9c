import { useNavigate } from "@solidjs/router";
import Download from "lucide-solid/icons/download";
import { createSignal, Show } from "solid-js";
import { baseModelLicence } from "#contract/rights";
import type { Style } from "#contract/styles";
import { api, problemOf } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { LicenceNote } from "../ui/licence-note.tsx";
import { Modal } from "../ui/modal.tsx";
import { count } from "../ui/say.ts";

export interface DeleteStyleProps {
  style: Style;
  imageCount: number;
  trained: boolean;
  learning: boolean;
  open: boolean;
  onClose: () => void;
}

/** The question before the only danger on the page, which counts what is lost. */
export function DeleteStyle(props: DeleteStyleProps) {
  const navigate = useNavigate();
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const lost = () =>
    [
      ...(props.imageCount > 0 ? [count(props.imageCount, "original")] : []),
      ...(props.trained ? ["its trained versions"] : []),
      "every picture made in it with its public link",
    ].join(", ");
  const remove = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await api.deleteStyle(props.style.id);
      navigate(`/deleted/${props.style.id}`, { replace: true });
    } catch (thrown) {
      setProblem(problemOf(thrown).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={props.open}
      onClose={props.onClose}
      title={`Delete ${props.style.name}?`}
      description={`Gone for good, here and at the provider: ${lost()}.${props.learning ? " The training under way is stopped, and its credit comes back." : ""} You get a receipt.`}
    >
      <FormProblem sentence={problem()} class="mt-3" />
      <p class="mt-3 text-small">
        <a
          href={`/api/styles/${props.style.id}/takeout`}
          download=""
          class="touch inline-flex items-center gap-2 hover:text-accent-text"
        >
          <Download size={16} strokeWidth={1.75} />
          Take everything with me first
        </a>
      </p>
      <Show when={props.trained}>
        <LicenceNote licence={baseModelLicence} class="mt-3" />
      </Show>
      <div class="mt-6 flex justify-end gap-2">
        <Button variant="secondary" autofocus onClick={props.onClose}>
          Keep it
        </Button>
        <Button variant="danger" loading={busy()} act="Deleting" onClick={() => void remove()}>
          Delete {props.style.name}
        </Button>
      </div>
    </Modal>
  );
}
