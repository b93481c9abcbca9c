import { createSignal, For, Show } from "solid-js";
import type { Generation } from "#contract/generation";
import type { StyleImage } from "#contract/images";
import type { ProofSheet, ProofSheets } from "#contract/proofs";
import { Button } from "../../ui/button.tsx";
import { Picture } from "../../ui/picture.tsx";
import { day } from "../../ui/say.ts";
import { ComparePictures, type Side } from "./compare-pictures.tsx";
import { columnWords } from "./sheets.ts";
import type { Verdict } from "./verdict.ts";

export interface ProofChoiceProps {
  sheet: ProofSheet;
  /** Sheets of other versions, on the same sentences and seeds. */
  others: ProofSheet[];
  versions: ProofSheets["versions"];
  /** Place of the cell that is looked at; −1 while there is none. */
  at: number;
  chosenId: string | null;
  busy: boolean;
  verdict: Verdict | null;
  images: readonly StyleImage[];
  onChoose: (proof: Generation | null) => void;
}

/** What the look-at cell is compared with, what was measured, and the choice. */
export function ProofChoicePanel(props: ProofChoiceProps) {
  const [against, setAgainst] = createSignal("");
  const columns = () => props.sheet.strengths.length;
  const proof = () => props.sheet.cells[props.at] ?? null;
  const words = (cell: number) => columnWords[cell % columns()] ?? "Stronger";
  const dated = (trainingId: string) => {
    const version = props.versions.find((one) => one.trainingId === trainingId);
    return version ? `version of ${day(version.trainedAt, new Date())}` : "another version";
  };
  /** The other strengths of the row, then the same cell of other versions. */
  const sides = (): (Side & { key: string })[] => {
    const row = Math.floor(props.at / columns()) * columns();
    const strengths = props.sheet.cells
      .slice(row, row + columns())
      .flatMap((cell, column) =>
        cell?.outputUrl && row + column !== props.at
          ? [{ key: `${column}`, src: cell.outputUrl, name: words(column) }]
          : [],
      );
    const versions = props.others.flatMap((sheet) => {
      const cell = sheet.cells[props.at];
      return cell?.outputUrl ? [{ key: sheet.trainingId, src: cell.outputUrl, name: dated(sheet.trainingId) }] : [];
    });
    return [...strengths, ...versions];
  };
  const other = () => sides().find(({ key }) => key === against()) ?? sides().at(0);
  const about = () => props.images.find(({ id }) => id === props.verdict?.about?.imageId);
  const isChosen = () => proof() !== null && proof()?.id === props.chosenId;
  return (
    <div class="max-2xl:grid max-2xl:gap-6 md:max-2xl:grid-cols-2">
      <Show when={proof()?.outputUrl}>
        {(src) => (
          <div>
            <Show when={other()} fallback={<Picture src={src()} alt="" class="aspect-square w-full" />}>
              {(right) => <ComparePictures left={{ src: src(), name: words(props.at) }} right={right()} />}
            </Show>
            <Show when={sides().length > 1}>
              <label class="mt-2 flex items-center gap-2 text-foreground-secondary text-small">
                Compare with
                <select
                  class="h-8 min-w-0 rounded-chip bg-background-tertiary px-2 text-foreground-primary ring-1 ring-border ring-inset"
                  value={other()?.key}
                  onChange={(event) => setAgainst(event.currentTarget.value)}
                >
                  <For each={sides()}>{(side) => <option value={side.key}>{side.name}</option>}</For>
                </select>
              </label>
            </Show>
          </div>
        )}
      </Show>
      <div class="2xl:mt-5">
        <Show when={proof()}>
          {(now) => (
            <h3 class="text-h2!">
              {words(props.at)}, {now().strength.toFixed(2)}
            </h3>
          )}
        </Show>
        <div class="mt-3 flex items-start gap-3 border-t pt-3 empty:hidden">
          <Show when={about()}>
            {(image) => (
              <Picture src={image().thumbnailUrl} alt={image().caption ?? ""} cover class="size-13 shrink-0" />
            )}
          </Show>
          <Show when={props.verdict}>
            {(verdict) => (
              <p
                class="text-small"
                classList={{
                  "text-warning": verdict().tone === "warning",
                  "text-foreground-secondary": verdict().tone === "good",
                }}
              >
                {verdict().sentence}
              </p>
            )}
          </Show>
        </div>
        <p class="mt-2 text-foreground-subtle text-small">
          Originals stand by likeness of colour and composition, measured in this browser.
        </p>
        <Show when={proof()}>
          {(now) => (
            <div class="sticky bottom-[calc(4rem+var(--safe-b))] z-10 mt-5 bg-background-primary py-3 md:static md:py-0">
              <Button
                size="lg"
                fullWidth
                disabled={isChosen()}
                loading={props.busy}
                act="Keeping"
                onClick={() => props.onChoose(now())}
              >
                {isChosen() ? `${words(props.at)} is you` : `${words(props.at)} is me`}
              </Button>
              <Show when={props.chosenId !== null}>
                <Button
                  variant="ghost"
                  fullWidth
                  class="mt-2"
                  disabled={props.busy}
                  onClick={() => props.onChoose(null)}
                >
                  None of these
                </Button>
              </Show>
            </div>
          )}
        </Show>
      </div>
    </div>
  );
}
