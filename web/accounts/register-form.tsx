import { registerInput } from "#contract/accounts";
import { api } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { Input } from "../ui/input.tsx";
import { createForm } from "./form-fields.ts";
import { FormProblem } from "./form-problem.tsx";
import { PasswordInput } from "./password-input.tsx";
import { enter } from "./session.ts";

export function RegisterForm(props: { onDone: () => void }) {
  const { form, set, submit } = createForm(registerInput, { name: "", email: "", password: "" }, async (values) => {
    await enter(await api.register(values));
    props.onDone();
  });
  return (
    <form class="flex flex-col gap-5" noValidate onSubmit={submit}>
      <Input
        label="Your name"
        name="name"
        autocomplete="name"
        value={form.values.name}
        error={form.errors.name}
        onInput={(event) => set("name", event.currentTarget.value)}
      />
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
        autocomplete="new-password"
        helperText="At least 8 characters. A sentence is easier to keep than a word."
        value={form.values.password}
        error={form.errors.password}
        onInput={(event) => set("password", event.currentTarget.value)}
      />
      <FormProblem sentence={form.problem} />
      <Button type="submit" size="lg" fullWidth loading={form.busy} act="Opening your studio">
        Open my studio
      </Button>
    </form>
  );
}
