import { A } from "@solidjs/router";
import { loginInput } from "#contract/accounts";
import { api } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { AddressInput } from "./address-input.tsx";
import { createForm } from "./form-fields.ts";
import { PasswordInput } from "./password-input.tsx";
import { enter } from "./session.ts";

export function LoginForm(props: { onDone: () => void }) {
  const { form, field, submit } = createForm(loginInput, { email: "", password: "" }, async (values) => {
    await enter(await api.login(values));
    props.onDone();
  });
  return (
    <form class="flex flex-col gap-5" noValidate onSubmit={submit}>
      <AddressInput label="Email" {...field("email")} />
      <PasswordInput label="Password" autocomplete="current-password" {...field("password")} />
      <A href="/forgot-password" class="-mt-2 self-start text-foreground-secondary text-small hover:text-accent-text">
        Forgot the password?
      </A>
      <FormProblem sentence={form.problem} />
      <Button type="submit" size="lg" fullWidth loading={form.busy} act="Signing in">
        Sign in
      </Button>
    </form>
  );
}
