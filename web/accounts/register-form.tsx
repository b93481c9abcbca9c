import { registerInput } from "#contract/accounts";
import { api } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Input } from "../ui/input.tsx";
import { AddressInput } from "./address-input.tsx";
import { createForm } from "./form-fields.ts";
import { NewPasswordInput } from "./password-input.tsx";
import { enter } from "./session.ts";

export function RegisterForm(props: { onDone: () => void }) {
  const { form, field, submit } = createForm(registerInput, { name: "", email: "", password: "" }, async (values) => {
    await enter(await api.register(values));
    props.onDone();
  });
  return (
    <form class="flex flex-col gap-5" noValidate onSubmit={submit}>
      <Input label="Your name" autocomplete="name" {...field("name")} />
      <AddressInput label="Email" {...field("email")} />
      <NewPasswordInput label="Password" {...field("password")} />
      <FormProblem sentence={form.problem} />
      <Button type="submit" size="lg" fullWidth loading={form.busy} act="Opening your studio">
        Open my studio
      </Button>
    </form>
  );
}
