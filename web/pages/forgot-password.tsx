import { A } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { forgotPasswordInput } from "#contract/accounts";
import { AddressInput } from "../accounts/address-input.tsx";
import { createForm } from "../accounts/form-fields.ts";
import { useSiteConfig } from "../accounts/site-config.ts";
import { api } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Title } from "../ui/title.tsx";
import { Door } from "./door.tsx";

export default function ForgotPassword() {
  const config = useSiteConfig();
  const [sentTo, setSentTo] = createSignal<string>();
  const { form, field, submit } = createForm(forgotPasswordInput, { email: "" }, async (values) => {
    await api.forgotPassword(values);
    setSentTo(values.email.trim());
  });
  const back = (
    <A href="/login" class="text-accent-text hover:underline">
      Back to sign in
    </A>
  );
  return (
    <>
      <Title text="Forgot the password" />
      <Show
        when={sentTo() === undefined}
        fallback={
          <Door
            heading="Look into your mail."
            lead={`If ${sentTo()} has a studio here, a link is on its way. It is good for 30 minutes and works once.`}
            other={back}
          >
            <p class="text-foreground-secondary text-small" role="status">
              Nothing there after a few minutes? Look in the spam folder, or try the address you registered with.
            </p>
            <div class="mt-6">
              <Button variant="secondary" onClick={() => setSentTo(undefined)}>
                Use another address
              </Button>
            </div>
          </Door>
        }
      >
        <Door heading="Forgot the password?" lead="We send you a link to choose a new one." other={back}>
          <Show
            when={config()?.mail !== false}
            fallback={
              <p role="alert" class="text-foreground-secondary">
                This site cannot send mail, so a password cannot be reset here. Write to the people who run it.
              </p>
            }
          >
            <form class="flex flex-col gap-5" noValidate onSubmit={submit}>
              <AddressInput label="Email" {...field("email")} />
              <FormProblem sentence={form.problem} />
              <Button type="submit" size="lg" fullWidth loading={form.busy} act="Sending">
                Send me a link
              </Button>
            </form>
          </Show>
        </Door>
      </Show>
    </>
  );
}
