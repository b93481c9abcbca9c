import { createSignal, Show } from "solid-js";
import { type Account, changeAddressForm } from "#contract/account";
import { api } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { FormProblem } from "../../ui/form-problem.tsx";
import { AddressInput } from "../address-input.tsx";
import { createForm } from "../form-fields.ts";
import { PasswordInput } from "../password-input.tsx";
import { useSiteConfig } from "../site-config.ts";
import { Section } from "./section.tsx";
import { createAct } from "./state.ts";

/** Whether the address is proved, how it gets proved, and how it becomes another one. */
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
      <Show when={config()?.mail !== false}>
        <Change account={props.account} />
      </Show>
    </Section>
  );
}

/** The address changes when the mail to the new one is answered, never before. */
function Change(props: { account: Account }) {
  const [open, setOpen] = createSignal(false);
  const [asked, setAsked] = createSignal<string>();
  const { form, set, field, submit } = createForm(changeAddressForm, { email: "", current: "" }, async (values) => {
    const { email, current } = values;
    await api.changeAddress(props.account.hasPassword ? { email, current } : { email });
    setAsked(email.trim());
    setOpen(false);
    set("email", "");
    set("current", "");
  });
  return (
    <div class="mt-4">
      <p role="status" class="text-foreground-secondary text-small empty:hidden">
        {asked() && `A mail is on its way to ${asked()}. Your address changes when you open its link, within a day.`}
      </p>
      <Show
        when={open()}
        fallback={
          <Button variant="ghost" class="-ml-4" onClick={() => setOpen(true)}>
            Change the address
          </Button>
        }
      >
        <form class="flex flex-col gap-4" noValidate onSubmit={submit}>
          <AddressInput
            label="New address"
            autofocus
            helperText="We ask it by mail first. The present one, if it is confirmed, is told and can take the change back for a week."
            {...field("email")}
          />
          <Show when={props.account.hasPassword}>
            <PasswordInput label="Your password" autocomplete="current-password" {...field("current")} />
          </Show>
          <FormProblem sentence={form.problem} />
          <div class="flex flex-wrap gap-2">
            <Button type="submit" variant="secondary" loading={form.busy} act="Asking it">
              Ask the new address
            </Button>
            <Button variant="ghost" onClick={() => setOpen(false)}>
              Keep the present one
            </Button>
          </div>
        </form>
      </Show>
    </div>
  );
}
