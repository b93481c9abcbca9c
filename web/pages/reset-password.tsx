import { A, useLocation, useNavigate } from "@solidjs/router";
import { Show } from "solid-js";
import { resetPasswordInput } from "#contract/accounts";
import { createForm } from "../accounts/form-fields.ts";
import { takeSecret } from "../accounts/mail-secret.ts";
import { NewPasswordInput } from "../accounts/password-input.tsx";
import { enter } from "../accounts/session.ts";
import { api } from "../api.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Title } from "../ui/title.tsx";
import { Door } from "./door.tsx";

export default function ResetPassword() {
  const navigate = useNavigate();
  const token = takeSecret();
  const takesBack = useLocation().pathname === "/take-back-address";
  const title = takesBack ? "Take your studio back" : "Choose a new password";
  const { form, field, submit } = createForm(resetPasswordInput, { token, password: "" }, async (values) => {
    await enter(await api.resetPassword(values));
    navigate("/dashboard", { replace: true });
  });
  const another = (
    <A href="/forgot-password" class="text-accent-text hover:underline">
      Send me another link
    </A>
  );
  return (
    <>
      <Title text={title} />
      <Door
        heading={`${title}.`}
        lead={
          token === ""
            ? "Open the link in the mail again: this address is not whole."
            : takesBack
              ? "It gets its former address again. Choose a new password: everybody else is signed out."
              : "It signs you out everywhere else."
        }
        other={another}
      >
        <Show
          when={token !== ""}
          fallback={
            <A href="/forgot-password" class={buttonLook({ size: "lg", fullWidth: true })}>
              Ask for a new link
            </A>
          }
        >
          <form class="flex flex-col gap-5" noValidate onSubmit={submit}>
            <NewPasswordInput label="New password" {...field("password")} />
            <FormProblem sentence={form.problem ?? form.errors.token} />
            <Button type="submit" size="lg" fullWidth loading={form.busy} act="Keeping it">
              Keep it and sign in
            </Button>
          </form>
        </Show>
      </Door>
    </>
  );
}
