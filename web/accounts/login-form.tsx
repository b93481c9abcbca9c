import { A } from "@solidjs/router";
import { loginInput } from "#contract/accounts";
import { api } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { Input } from "../ui/input.tsx";
import { createForm } from "./form-fields.ts";
import { FormProblem } from "./form-problem.tsx";
import { PasswordInput } from "./password-input.tsx";
import { enter } from "./session.ts";

export function LoginForm(props: { onDone: () => void }) {
  const { form, set, submit } = createForm(loginInput, { email: "", password: "" }, async (values) => {
    await enter(await api.login(values));
    props.onDone();
  });
  return (
    <form class="flex flex-col gap-5" noValidate onSubmit={submit}>
      <Input
        label="Email"
        name="email"
        type="email"
        autocomplete="email"
        inputmode="email"
        value={form.values.email}
        error={form.errors.email}
        onInput={(event) => set("email", event.currentTarget.value)}
      />
      <PasswordInput
        label="Password"
        name="password"
        autocomplete="current-password"
        value={form.values.password}
        error={form.errors.password}
        onInput={(event) => set("password", event.currentTarget.value)}
      />
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
