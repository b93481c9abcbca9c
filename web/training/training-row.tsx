import Check from "lucide-solid/icons/check";
import { createSignal, Show } from "solid-js";
import { type TrainingRecord, VERSION_NAME_MAX } from "#contract/training";
import { trainingEnded } from "../live/select.ts";
import { Button } from "../ui/button.tsx";
import { GrowingText } from "../ui/growing-text.tsx";
import { Picture } from "../ui/picture.tsx";
import { factsOf, outcomeOf, titleOf } from "./history-words.ts";

interface TrainingRowProps {
  run: TrainingRecord;
  compared: boolean;
  /** Absent where there is nothing to compare with. */
  onCompare: (() => void) | undefined;
  onUse: () => void;
  onName: (name: string) => void;
  onAgain: () => void;
  onDelete: () => void;
}

/** One training: its proof, its name, what came of it, and what can be done with it. */
export function TrainingRow(props: TrainingRowProps) {
  const [naming, setNaming] = createSignal<string>();
  const title = () => titleOf(props.run, new Date());
  const version = () => props.run.status === "COMPLETED";
  const ended = () => trainingEnded(props.run);
  const save = () => {
    const name = naming();
    setNaming(undefined);
    if (name !== undefined && name.trim() !== (props.run.name ?? "")) props.onName(name.trim());
  };
  return (
    <li class="grid grid-cols-[4.5rem_1fr] gap-x-4 gap-y-3 border-b py-4 first:pt-0 sm:grid-cols-[6rem_1fr]">
      <Show
        when={props.run.testImageUrl}
        fallback={
          <div class="grid aspect-square place-items-center rounded-picture border border-border-control border-dashed p-1 text-center text-foreground-subtle text-small">
            {ended() ? "No proof" : "Learning"}
          </div>
        }
      >
        {(src) => <Picture src={src()} alt={`Proof of ${title()}`} class="aspect-square" />}
      </Show>
      <div class="min-w-0">
        <div class="flex flex-wrap items-baseline gap-x-3">
          <h3 class="min-w-0">
            <Show when={version()} fallback={<span>{title()}</span>}>
              <GrowingText
                single
                value={naming() ?? title()}
                maxLength={VERSION_NAME_MAX}
                aria-label={`Name of the version ${title()}`}
                placeholder="Name this version"
                onFocus={(event) => {
                  setNaming(props.run.name ?? "");
                  event.currentTarget.select();
                }}
                onInput={(event) => setNaming(event.currentTarget.value)}
                onBlur={save}
                onKeyDown={(event) => {
                  if (event.key !== "Enter" && event.key !== "Escape") return;
                  event.preventDefault();
                  if (event.key === "Escape") setNaming(undefined);
                  event.currentTarget.blur();
                }}
              />
            </Show>
          </h3>
          <Show when={props.run.used}>
            <span class="flex items-center gap-1.5 text-small text-success">
              <Check size={14} strokeWidth={2} aria-hidden="true" /> Paints new pictures
            </span>
          </Show>
        </div>
        <p
          class="text-small"
          classList={{
            "text-error-text": props.run.status === "FAILED",
            "text-foreground-secondary": props.run.status !== "FAILED",
          }}
        >
          {outcomeOf(props.run)}
        </p>
        <p class="mono mt-0.5 text-foreground-secondary">{factsOf(props.run)}</p>
        <Show when={props.run.errorMessage}>
          {(sentence) => <p class="mt-1 text-foreground-secondary text-small">{sentence()}</p>}
        </Show>
        <Show when={ended()}>
          <div class="mt-2 -ml-3 flex flex-wrap items-center gap-x-1">
            <Show when={version() && !props.run.used}>
              <Button variant="secondary" size="sm" class="mr-1 ml-3" onClick={props.onUse}>
                Paint with this
              </Button>
            </Show>
            <Button variant="ghost" size="sm" onClick={props.onAgain}>
              Train again from this
            </Button>
            <Show when={props.onCompare}>
              {(compare) => (
                <Button variant="ghost" size="sm" aria-pressed={props.compared} onClick={() => compare()()}>
                  {props.compared ? "Take off the curve" : "Compare"}
                </Button>
              )}
            </Show>
            <Button variant="ghost" size="sm" aria-label={`Delete ${title()}`} onClick={props.onDelete}>
              Delete
            </Button>
          </div>
        </Show>
      </div>
    </li>
  );
}
