import { createStore } from "solid-js/store";
import type * as z from "zod/mini";
import { problemOf } from "../api.ts";

interface FormState<Values> {
  values: Values;
  /** Field → sentence. */
  errors: Partial<Record<keyof Values & string, string>>;
  /** A problem of the whole form. */
  problem: string | undefined;
  busy: boolean;
}

/** A small form over a contract schema: the same sentences here and in the Worker. */
export function createForm<Values extends Record<string, string>>(
  schema: z.ZodMiniType<unknown, Values>,
  start: Values,
  send: (values: Values) => Promise<unknown>,
) {
  const [form, setForm] = createStore<FormState<Values>>({
    values: start,
    errors: {},
    problem: undefined,
    busy: false,
  });

  const faults = (values: Values) => {
    const read = schema.safeParse(values);
    const errors: Record<string, string> = {};
    for (const issue of read.error?.issues ?? []) errors[String(issue.path[0])] ??= issue.message;
    return errors as FormState<Values>["errors"];
  };

  const set = (field: keyof Values & string, value: string) => {
    const values = { ...form.values, [field]: value };
    setForm("values", values);
    if (form.errors[field] !== undefined) setForm("errors", { ...form.errors, [field]: faults(values)[field] });
  };

  return {
    form,
    set,
    /** What joins an `Input` to a field of the form. */
    field: (name: keyof Values & string) => ({
      name,
      value: form.values[name],
      error: form.errors[name],
      onInput: (event: { currentTarget: HTMLInputElement }) => set(name, event.currentTarget.value),
    }),
    async submit(event: SubmitEvent) {
      event.preventDefault();
      if (form.busy) return;
      const values = { ...form.values };
      const errors = faults(values);
      setForm({ errors, problem: undefined });
      if (Object.keys(errors).length > 0) {
        const first = Object.keys(start).find((field) => errors[field]);
        (event.target as HTMLFormElement).querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
        return;
      }
      setForm("busy", true);
      try {
        await send(values);
      } catch (thrown) {
        const problem = problemOf(thrown);
        const told = problem.fields as FormState<Values>["errors"];
        setForm({ errors: told, problem: Object.keys(told).length > 0 ? undefined : problem.message });
      } finally {
        setForm("busy", false);
      }
    },
  };
}
