import Copy from "lucide-solid/icons/copy";
import { createResource, createSignal, Match, Switch } from "solid-js";
import type { ShareInput } from "#contract/gallery";
import type { GalleryPicture } from "#contract/generation";
import { type ApiProblem, api, problemOf } from "../api.ts";
import { Button } from "../ui/button.tsx";
import Dialog from "../ui/dialog.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Problem } from "../ui/problem.tsx";
import { Switch as Toggle } from "../ui/switch.tsx";

/** The picture's public page: opened on purpose, shown in full, closed for ever with one button. */
export default function ShareDialog(props: {
  picture: GalleryPicture;
  onChange: (shareUrl: string | null) => void;
  onClose: () => void;
}) {
  const [share, { mutate, refetch }] = createResource(() => api.shareOf(props.picture.id).then((told) => told.share));
  const [busy, setBusy] = createSignal<"opening" | "closing">();
  const [problem, setProblem] = createSignal<ApiProblem>();
  const [copied, setCopied] = createSignal(false);

  const attempt = async (what: "opening" | "closing", work: () => Promise<void>) => {
    setBusy(what);
    setProblem(undefined);
    try {
      await work();
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      setBusy(undefined);
    }
  };
  const open = (input: ShareInput) =>
    attempt("opening", async () => {
      const opened = await api.share(props.picture.id, input);
      mutate(opened);
      props.onChange(opened.url);
    });
  const revoke = () =>
    attempt("closing", async () => {
      await api.revoke(props.picture.id);
      mutate(null);
      setCopied(false);
      props.onChange(null);
    });
  const copy = async (url: string) => {
    await navigator.clipboard?.writeText(url).catch(() => undefined);
    setCopied(true);
  };

  return (
    <Dialog
      open
      onClose={props.onClose}
      title="Share this picture"
      description="A page of its own for whoever has the address: this picture, without your name, your style or your originals."
    >
      <FormProblem sentence={problem()?.message} class="mt-4" />
      <Switch
        fallback={
          <p role="status" class="mt-6 text-foreground-secondary">
            Looking whether it is shared…
          </p>
        }
      >
        <Match when={share.error}>
          <div class="mt-5">
            <Problem title="It is not known whether it is shared" sentence={problemOf(share.error).message}>
              <Button variant="secondary" onClick={() => void refetch()}>
                Try again
              </Button>
            </Problem>
          </div>
        </Match>
        <Match when={share.state === "ready" && share.latest}>
          {(shared) => (
            <div class="mt-5 flex flex-col gap-4">
              <div class="flex gap-2">
                <input
                  class="field mono min-w-0 flex-1"
                  aria-label="Address of the page"
                  readonly
                  value={shared().url}
                  onFocus={(event) => event.currentTarget.select()}
                />
                <Button
                  class="h-11! shrink-0"
                  icon={<Copy size={16} strokeWidth={1.75} />}
                  onClick={() => void copy(shared().url)}
                >
                  {copied() ? "Copied" : "Copy"}
                </Button>
              </div>
              <Toggle
                label="Show my words under it"
                checked={shared().withPrompt}
                onChange={(withPrompt) => void open({ withPrompt })}
              />
              <Toggle
                label="Let search engines find it"
                checked={shared().listed}
                onChange={(listed) => void open({ listed })}
              />
              <div class="flex items-center justify-between gap-3 border-t pt-4">
                <a
                  href={shared().url}
                  target="_blank"
                  rel="noopener"
                  class="touch text-accent-text underline underline-offset-3"
                >
                  See the page
                </a>
                <Button
                  variant="secondary"
                  loading={busy() === "closing"}
                  act="Taking it down"
                  onClick={() => void revoke()}
                >
                  Stop sharing
                </Button>
              </div>
            </div>
          )}
        </Match>
        <Match when={share.state === "ready"}>
          <p class="mt-4 text-foreground-secondary">
            It is private now. You can stop sharing at any time; the address is dead from then on.
          </p>
          <div class="mt-6 flex justify-end gap-2">
            <Button variant="secondary" onClick={props.onClose}>
              Keep it private
            </Button>
            <Button loading={busy() === "opening"} act="Opening" onClick={() => void open({})}>
              Make the page
            </Button>
          </div>
        </Match>
      </Switch>
    </Dialog>
  );
}
