import { createSignal, Show } from "solid-js";
import type { Account } from "#contract/account";
import { api } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { FormProblem } from "../form-problem.tsx";
import { useSiteConfig } from "../site-config.ts";
import { Section } from "./section.tsx";
import { createAct } from "./state.ts";

/** Whether the address is proved, and how it gets proved. */
export function Address(props: { account: Account }) {
  const config = useSiteConfig();
  const act = createAct();
  const [sent, setSent] = createSignal(false);
  const send = async () => setSent(await act.run("send", api.askToConfirm));
  return (
    <Section id="email" title="E-mail">
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span class="min-w-0 break-all font-medium">{props.account.user.email}</span>
        <span class="flex items-center gap-2 text-foreground-secondary text-small">
          <span
            class="size-[7px] rounded-full"
            classList={{
              "bg-success": props.account.user.emailVerified,
              "ring-1 ring-foreground-secondary": !props.account.user.emailVerified,
            }}
          />
          {props.account.user.emailVerified ? "Confirmed" : "Not confirmed yet"}
        </span>
      </div>
      <Show when={!props.account.user.emailVerified}>
        <Show
          when={config()?.mail !== false}
          fallback={
            <p class="mt-3 text-foreground-secondary text-small">
              Mail is off on this site. Your studio works without it; a forgotten password can not be reset by mail.
            </p>
          }
        >
          <p class="mt-3 text-foreground-secondary text-small">
            Until it is confirmed, a forgotten password is the only mail you get, and no other sign-in finds your
            studio.
          </p>
          <div class="mt-4 flex flex-wrap items-center gap-3">
            <Button variant="secondary" loading={act.busy() !== undefined} act="Sending" onClick={() => void send()}>
              {sent() ? "Send it once more" : "Send me the link"}
            </Button>
            <span role="status" class="text-foreground-secondary text-small">
              {sent() ? "On its way. The link is good for a day." : ""}
            </span>
          </div>
        </Show>
      </Show>
      <div class="mt-3">
        <FormProblem sentence={act.problem()} />
      </div>
    </Section>
  );
}
