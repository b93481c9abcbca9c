import { useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { MAX_IMAGES } from "#contract/styles";
import { DESCRIPTION_MAX, NAME_MAX } from "#contract/text";
import { type ApiProblem, api, problemOf } from "../api.ts";
import { sortFiles } from "../images/check-file.ts";
import { ImageDropzone } from "../images/image-dropzone.tsx";
import { prepareFiles } from "../images/prepare-files.ts";
import { addFiles } from "../images/uploader.ts";
import { keep, recall } from "../live/kept.ts";
import { introduce } from "../live/style-live.ts";
import { proposedName } from "../styles/new-style-name.ts";
import { Button } from "../ui/button.tsx";
import { GrowingText } from "../ui/growing-text.tsx";
import { Problem } from "../ui/problem.tsx";
import { Spinner } from "../ui/spinner.tsx";
import { Title } from "../ui/title.tsx";
import { TopBar } from "./top-bar.tsx";

const DRAFT = "draft:new-style";

interface Draft {
  name: string;
  description: string;
}

/** The first pictures make the style; its own page takes over from there. */
export default function NewStyle() {
  const navigate = useNavigate();
  const [draft, setDraft] = createSignal<Draft>(recall<Draft>(DRAFT) ?? { name: "", description: "" });
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<ApiProblem>();
  const [refused, setRefused] = createSignal<string[]>([]);
  let waiting: File[] = [];

  const write = (part: Partial<Draft>) => {
    setDraft({ ...draft(), ...part });
    keep(DRAFT, draft());
  };

  const create = async (files: File[]) => {
    if (busy()) return;
    const { files: ready, words, refused: unfit } = await prepareFiles(files);
    const { accepted, refused: left } = sortFiles(ready, MAX_IMAGES);
    const out = [...unfit, ...left];
    setRefused(out);
    if (files.length > 0 && accepted.length === 0) return;
    waiting = accepted;
    setBusy(true);
    setProblem(undefined);
    try {
      const name = draft().name.trim();
      const style = await api.createStyle({
        name: name === "" ? proposedName(new Date()) : name,
        description: draft().description.trim() === "" ? null : draft().description,
      });
      keep(DRAFT, undefined);
      introduce(style);
      addFiles(style.id, accepted, MAX_IMAGES);
      navigate(`/styles/${style.id}`, { replace: true, state: { refused: out, said: words } });
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setBusy(false);
    }
  };

  return (
    <>
      <Title text="New style" />
      <TopBar parent={{ href: "/styles", name: "My styles" }} here="New style" />
      <div class="mx-auto w-full max-w-240 px-4 pt-1 pb-16 sm:pt-3 md:px-8">
        <h1>
          <input
            value={draft().name}
            maxLength={NAME_MAX}
            placeholder="Name this style"
            aria-label="Name of the style"
            class="in-place"
            onInput={(event) => write({ name: event.currentTarget.value })}
          />
        </h1>
        <GrowingText
          value={draft().description}
          maxLength={DESCRIPTION_MAX}
          placeholder="Describe it in a sentence, if you like"
          aria-label="Description of the style"
          class="mt-1! text-foreground-secondary"
          onInput={(event) => write({ description: event.currentTarget.value })}
        />
        <div class="mt-5 border-t pt-6">
          <Show when={problem()}>
            {(told) => (
              <div class="mb-5">
                <Problem title="The style could not be made" sentence={told().message} requestId={told().requestId}>
                  <Button onClick={() => void create(waiting)}>Try again</Button>
                </Problem>
              </div>
            )}
          </Show>
          <Show when={refused().length > 0}>
            <ul class="mb-5 text-small text-warning" role="alert">
              <For each={refused()}>{(sentence) => <li>{sentence}</li>}</For>
            </ul>
          </Show>
          <Show
            when={!busy()}
            fallback={
              <p
                class="grid min-h-80 place-items-center rounded-picture border border-border-control border-dashed"
                role="status"
              >
                <span class="flex items-center gap-2">
                  <Spinner /> Hanging {waiting.length > 0 ? waiting.length : "an empty"} frame
                  {waiting.length > 1 ? "s" : ""}
                </span>
              </p>
            }
          >
            <ImageDropzone currentCount={0} onFilesAccepted={(files) => void create(files)} />
          </Show>
          <div class="mt-5 flex flex-wrap items-center justify-between gap-4">
            <p class="max-w-120 text-foreground-secondary text-small">
              Private by default: nobody else can see these pictures or use what is learned from them.
            </p>
            <Button variant="ghost" class="max-sm:-ml-4" disabled={busy()} onClick={() => void create([])}>
              Save as draft
            </Button>
          </div>
        </div>
      </div>
    </>
  );
}
