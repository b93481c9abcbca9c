import { Input, type InputProps } from "../ui/input.tsx";

/** A mail address; the phone shows the keys for one. */
export const AddressInput = (props: Omit<InputProps, "type" | "autocomplete" | "inputmode">) => (
  <Input {...props} type="email" autocomplete="email" inputmode="email" />
);
