export type Form = { [name: string]: string | Form };

/** Reads `a[b][0]=c` as Stripe's clients write it: lists become objects with numbers for names. */
export function readForm(text: string): Form {
  const form: Form = {};
  for (const [path, value] of new URLSearchParams(text)) {
    const names = path.replaceAll("]", "").split("[");
    const last = names.pop() ?? "";
    let at = form;
    for (const name of names) {
      const next = at[name];
      const inner = typeof next === "object" ? next : {};
      at[name] = inner;
      at = inner;
    }
    at[last] = value;
  }
  return form;
}

export const text = (form: Form | undefined, ...path: string[]): string | undefined => {
  let at: string | Form | undefined = form;
  for (const name of path) at = typeof at === "object" ? at[name] : undefined;
  return typeof at === "string" ? at : undefined;
};

export const inner = (form: Form | undefined, ...path: string[]): Form => {
  let at: string | Form | undefined = form;
  for (const name of path) at = typeof at === "object" ? at[name] : undefined;
  return typeof at === "object" ? at : {};
};
