import { createSignal, Show } from "solid-js";
import type { Account } from "#contract/account";
import { MAX_IMAGE_BYTES } from "#contract/images";
import { NAME_MAX } from "#contract/text";
import { ApiProblem, api } from "../../api.ts";
import { sendFile } from "../../images/send-file.ts";
import { Button } from "../../ui/button.tsx";
import { FileButton } from "../../ui/file-button.tsx";
import { FormProblem } from "../../ui/form-problem.tsx";
import { Input } from "../../ui/input.tsx";
import { fileSize } from "../../ui/say.ts";
import { Face } from "../face.tsx";
import { Section } from "./section.tsx";
import { type AccountState, createAct } from "./state.ts";

/** How the artist is called and looks. */
export function Profile(props: { account: Account; state: AccountState }) {
  const act = createAct();
  const [name, setName] = createSignal(props.account.user.name ?? "");
  const [sent, setSent] = createSignal<number>();
  const changed = () => name().trim() !== (props.account.user.name ?? "") && name().trim() !== "";
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (changed()) void act.run("name", async () => props.state.show(await api.patchAccount({ name: name() })));
  };
  const hang = (file: File) => {
    void act.run("picture", async () => {
      if (file.size > MAX_IMAGE_BYTES) throw tooLarge();
      setSent(0);
      await sendFile("/api/account/avatar", file, (bytes) => setSent(bytes / file.size), new AbortController().signal);
      await props.state.again();
    });
  };
  const takeDown = () =>
    act.run("picture", async () => {
      await api.removeAvatar();
      await props.state.again();
    });
  return (
    <Section id="profile" title="Profile" sentence="Seen by you alone, until you share something.">
      <div class="flex items-center gap-4">
        <Face user={props.account.user} class="size-16 text-h2" />
        <div class="flex flex-wrap gap-2">
          <FileButton
            name="Picture for your profile"
            accept="image/jpeg,image/png,image/webp"
            onFile={hang}
            variant="secondary"
            loading={act.busy() === "picture"}
            act={`Sending ${Math.round((sent() ?? 0) * 100)}%`}
          >
            {props.account.user.avatarUrl === null ? "Choose a picture" : "Another picture"}
          </FileButton>
          <Show when={props.account.user.avatarUrl !== null}>
            <Button variant="ghost" disabled={act.busy() !== undefined} onClick={() => void takeDown()}>
              Take it down
            </Button>
          </Show>
        </div>
      </div>
      <form class="mt-6 flex flex-col gap-4 sm:flex-row sm:items-end" onSubmit={save}>
        <div class="flex-1">
          <Input
            label="Your name"
            name="name"
            autocomplete="name"
            maxlength={NAME_MAX}
            value={name()}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <Button
          type="submit"
          variant="secondary"
          class="h-11"
          disabled={!changed()}
          loading={act.busy() === "name"}
          act="Saving"
        >
          Save the name
        </Button>
      </form>
      <div class="mt-3">
        <FormProblem sentence={act.problem()} />
      </div>
    </Section>
  );
}

const tooLarge = () =>
  new ApiProblem(
    `A picture may have ${fileSize(MAX_IMAGE_BYTES)}. Save it smaller and try again.`,
    "FILE_TOO_LARGE",
    413,
  );
