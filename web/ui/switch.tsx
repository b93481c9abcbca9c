import { Switch as Kobalte } from "@kobalte/core/switch";

export interface SwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

export function Switch(props: SwitchProps) {
  return (
    <Kobalte
      checked={props.checked}
      onChange={props.onChange}
      disabled={props.disabled ?? false}
      class="flex items-center gap-3"
    >
      <Kobalte.Input class="peer" />
      <Kobalte.Control class="touch h-5 w-8 rounded-full bg-background-tertiary ring-[1.5px] ring-border-control ring-inset transition-colors duration-120 peer-focus-visible:outline-2 peer-focus-visible:outline-white peer-focus-visible:outline-offset-2 data-[checked]:bg-accent-primary-hover data-[checked]:ring-accent-primary-hover">
        <Kobalte.Thumb class="mt-[3px] ml-[3px] block size-3.5 rounded-full bg-foreground-secondary transition-transform duration-120 data-[checked]:translate-x-3 data-[checked]:bg-white" />
      </Kobalte.Control>
      <Kobalte.Label class="text-[0.875rem]">{props.label}</Kobalte.Label>
    </Kobalte>
  );
}
