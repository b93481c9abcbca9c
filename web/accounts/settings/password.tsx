import { Show } from "solid-js";
import { type Account, setPasswordForm } from "#contract/account";
import { api } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { FormProblem } from "../../ui/form-problem.tsx";
import { notify } from "../../ui/notify.ts";
import { createForm } from "../form-fields.ts";
import { NewPasswordInput, PasswordInput } from "../password-input.tsx";
import { Section } from "./section.tsx";
import type { AccountState } from "./state.ts";

/** Changes the password, or gives one to an account that came through a provider. */
export function Password(props: { account: Account; state: AccountState }) {
  const { form, set, field, submit } = createForm(setPasswordForm, { current: "", password: "" }, async (values) => {
    const { current, password } = values;
    await api.setPassword(props.account.hasPassword ? { current, password } : { password });
    set("current", "");
    set("password", "");
    notify({ title: "Your password is kept", detail: "Every other browser was signed out." });
    await props.state.again();
  });
  return (
    <Section
      id="password"
      title="Password"
      sentence={
        props.account.hasPassword
          ? "A new one signs you out everywhere else."
          : "You sign in without one. Set one, and you have a second way in."
      }
    >
      <form class="flex flex-col gap-4" noValidate onSubmit={submit}>
        {/* Password managers want to know whose password it is. */}
        <input type="hidden" name="username" autocomplete="username" value={props.account.user.email} />
        <Show when={props.account.hasPassword}>
          <PasswordInput label="Present password" autocomplete="current-password" {...field("current")} />
        </Show>
        <NewPasswordInput label="New password" {...field("password")} />
        <FormProblem sentence={form.problem} />
        <div>
          <Button type="submit" variant="secondary" loading={form.busy} act="Keeping it">
            {props.account.hasPassword ? "Change the password" : "Set the password"}
          </Button>
        </div>
      </form>
    </Section>
  );
}
