import Check from "lucide-solid/icons/check";
import Copy from "lucide-solid/icons/copy";
import { createSignal, For, Show } from "solid-js";
import type { Account, NewApiToken } from "#contract/account";
import { NAME_MAX } from "#contract/text";
import { api } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { FormProblem } from "../../ui/form-problem.tsx";
import { Input } from "../../ui/input.tsx";
import { day } from "../../ui/say.ts";
import { Section } from "./section.tsx";
import { type AccountState, createAct } from "./state.ts";

/** Tokens with which a program works in the artist's name. */
export function ApiTokens(props: { account: Account; state: AccountState }) {
  const act = createAct();
  const [name, setName] = createSignal("");
  const [made, setMade] = createSignal<NewApiToken>();
  const make = async (event: SubmitEvent) => {
    event.preventDefault();
    if (name().trim() === "") return;
    await act.run("make", async () => {
      setMade(await api.makeToken({ name: name() }));
      setName("");
      await props.state.refetch();
    });
  };
  const revoke = (id: string) =>
    act.run(id, async () => {
      await api.revokeToken(id);
      if (made()?.apiToken.id === id) setMade(undefined);
      await props.state.refetch();
    });
  return (
    <Section
      id="tokens"
      title="API tokens"
      sentence="For your own programs. A token can do what you can with styles and pictures; it cannot change your account."
    >
      <Show when={made()}>{(token) => <MadeToken made={token()} onDone={() => setMade(undefined)} />}</Show>
      <ul class="mb-5 flex flex-col gap-4 empty:hidden">
        <For each={props.account.tokens}>
          {(token) => (
            <li class="flex items-center gap-3">
              <div class="min-w-0 flex-1">
                <div class="truncate font-medium">{token.name}</div>
                <div class="text-foreground-secondary text-small">
                  Made {day(token.createdAt, new Date())},{" "}
                  {token.usedAt === null ? "never used" : `last used ${day(token.usedAt, new Date())}`}
                </div>
              </div>
              <Button
                variant="ghost"
                size="sm"
                aria-label={`Revoke ${token.name}`}
                loading={act.busy() === token.id}
                act="Revoking"
                onClick={() => void revoke(token.id)}
              >
                Revoke
              </Button>
            </li>
          )}
        </For>
      </ul>
      <form class="flex flex-col gap-4 sm:flex-row sm:items-end" onSubmit={(event) => void make(event)}>
        <div class="flex-1">
          <Input
            label="Name of a new token"
            placeholder="Backup script"
            maxlength={NAME_MAX}
            value={name()}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <Button
          type="submit"
          variant="secondary"
          class="h-11"
          disabled={name().trim() === ""}
          loading={act.busy() === "make"}
          act="Making it"
        >
          Make a token
        </Button>
      </form>
      <div class="mt-3">
        <FormProblem sentence={act.problem()} />
      </div>
    </Section>
  );
}

function MadeToken(props: { made: NewApiToken; onDone: () => void }) {
  const [copied, setCopied] = createSignal(false);
  let field: HTMLInputElement | undefined;
  const copy = async () => {
    field?.select();
    try {
      await navigator.clipboard.writeText(props.made.token);
      setCopied(true);
    } catch {
      // Without permission or a secure address the text stands selected: the keys still copy it.
    }
  };
  return (
    <div role="status" class="mb-5 rounded-card bg-background-secondary p-4 ring-1 ring-accent-primary ring-inset">
      <p class="font-medium">Copy {props.made.apiToken.name} now. It is not shown again.</p>
      <div class="mt-3 flex gap-2">
        <input
          ref={field}
          readonly
          aria-label="The new token"
          class="field mono min-w-0 flex-1"
          value={props.made.token}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          variant="secondary"
          class="h-11"
          icon={copied() ? <Check size={16} strokeWidth={1.75} /> : <Copy size={16} strokeWidth={1.75} />}
          onClick={() => void copy()}
        >
          {copied() ? "Copied" : "Copy"}
        </Button>
        <Button variant="ghost" class="h-11" onClick={() => props.onDone()}>
          Done
        </Button>
      </div>
    </div>
  );
}
