import { createMemo, createSignal, For, Match, Show, Switch } from "solid-js";
import type { StyleImage } from "#contract/images";
import { CAPTION_MAX } from "#contract/text";
import { problemOf } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { Modal } from "../ui/modal.tsx";
import { notify } from "../ui/notify.ts";
import { count } from "../ui/say.ts";
import { Switch as Toggle } from "../ui/switch.tsx";
import { preview, type Rewrite, reversed } from "./bulk-captions.ts";
import { writeCaptions } from "./write-captions.ts";

interface BulkCaptionsProps {
  open: boolean;
  onClose: () => void;
  styleId: string;
  /** The selected pictures, or all. */
  images: readonly StyleImage[];
  all: boolean;
}

const stayed = (many: number) =>
  many === 0 ? undefined : `${count(many, "caption")} changed elsewhere meanwhile and stay as they are.`;

/** Many captions at once: what it would do is shown first, and it can be taken back. */
export default function BulkCaptions(props: BulkCaptionsProps) {
  const [kind, setKind] = createSignal<Rewrite["kind"]>(
    props.images.every(({ caption }) => caption) ? "prefix" : "empty",
  );
  const [text, setText] = createSignal("");
  const [find, setFind] = createSignal("");
  const [by, setBy] = createSignal("");
  const [exact, setExact] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const rewrite = (): Rewrite => {
    const one = kind();
    return one === "replace" ? { kind: one, find: find(), by: by(), exact: exact() } : { kind: one, text: text() };
  };
  const shown = createMemo(() => preview(props.images, rewrite()));
  const imageOf = (id: string) => props.images.find((image) => image.id === id);
  const empty = () => props.images.filter(({ caption }) => !caption).length;

  const save = async () => {
    const { changes } = shown();
    if (changes.length === 0 || busy()) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const kept = await writeCaptions(props.styleId, changes);
      const done = changes.filter(({ imageId }) => !kept.some(({ id }) => id === imageId));
      props.onClose();
      setText("");
      setFind("");
      setBy("");
      notify({
        title: `${count(done.length, "caption")} written`,
        detail: stayed(kept.length),
        act: { label: "Undo", run: () => void takeBack(props.styleId, done) },
      });
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
      size="lg"
      title={
        props.all
          ? `Captions of all ${props.images.length} pictures`
          : `Captions of ${count(props.images.length, "picture")}`
      }
    >
      <form
        class="mt-4 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Choice
          label="What to do"
          value={kind()}
          onChange={setKind}
          options={[
            { value: "empty", label: "Fill the empty" },
            { value: "prefix", label: "Begin with" },
            { value: "replace", label: "Replace" },
          ]}
        />
        <Switch>
          <Match when={kind() === "replace"}>
            <div class="grid gap-3 sm:grid-cols-2">
              <Field label="Find" value={find()} onInput={setFind} />
              <Field label="Put instead" value={by()} onInput={setBy} placeholder="Nothing" />
            </div>
            <Toggle label="Only with the same capitals" checked={exact()} onChange={setExact} />
          </Match>
          <Match when={kind() === "empty"}>
            <Field
              label={`A caption for ${empty() === props.images.length ? "all" : `the ${empty()} without one`}`}
              value={text()}
              onInput={setText}
              placeholder="a harbour in the evening"
            />
          </Match>
          <Match when={kind() === "prefix"}>
            <Field
              label="Words before every caption"
              value={text()}
              onInput={setText}
              placeholder="charcoal study of"
            />
          </Match>
        </Switch>
        <section aria-label="What will change">
          <p class="mono text-foreground-secondary" role="status">
            {shown().changes.length === 0
              ? "Nothing changes yet."
              : `${count(shown().changes.length, "caption")} will change.`}
          </p>
          <Show when={shown().tooLong.length > 0}>
            <p class="mt-1 text-small text-warning">
              {count(shown().tooLong.length, "caption")} would be longer than {CAPTION_MAX} characters and stay as they
              are.
            </p>
          </Show>
          <ul class="mt-2 max-h-64 overflow-y-auto border-y" classList={{ hidden: shown().changes.length === 0 }}>
            <For each={shown().changes}>
              {(change) => (
                <li class="flex items-start gap-3 border-b py-2 last:border-b-0">
                  <span class="picture size-10 shrink-0">
                    <img
                      src={imageOf(change.imageId)?.thumbnailUrl}
                      alt=""
                      loading="lazy"
                      class="size-full object-cover"
                    />
                  </span>
                  <span class="min-w-0 flex-1 text-small">
                    <Show when={change.from !== ""}>
                      <del class="block text-foreground-subtle">{change.from}</del>
                    </Show>
                    <ins class="block no-underline">{change.to === "" ? "No caption" : change.to}</ins>
                  </span>
                </li>
              )}
            </For>
          </ul>
        </section>
        <Show when={problem()}>
          {(sentence) => (
            <p role="alert" class="text-error-text text-small">
              Nothing was changed. {sentence()}
            </p>
          )}
        </Show>
        <div class="flex justify-end gap-2">
          <Button variant="secondary" onClick={props.onClose}>
            Leave them
          </Button>
          <Button type="submit" disabled={shown().changes.length === 0} loading={busy()} act="Writing">
            Write {shown().changes.length > 0 ? count(shown().changes.length, "caption") : "captions"}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

async function takeBack(styleId: string, done: Parameters<typeof reversed>[0]): Promise<void> {
  try {
    const kept = await writeCaptions(styleId, reversed(done));
    notify({ title: "Captions as they were", detail: stayed(kept.length) });
  } catch (thrown) {
    notify({
      title: "The captions were not taken back",
      detail: problemOf(thrown).message,
      act: { label: "Try again", run: () => void takeBack(styleId, done) },
    });
  }
}

function Field(props: { label: string; value: string; onInput: (text: string) => void; placeholder?: string }) {
  return (
    <label class="block">
      <span class="mb-1.5 block font-[550] text-small">{props.label}</span>
      <input
        class="field"
        value={props.value}
        maxLength={CAPTION_MAX}
        placeholder={props.placeholder}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </label>
  );
}
