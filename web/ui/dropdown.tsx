import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import { type JSX, splitProps } from "solid-js";

export interface DropdownProps {
  /** What the trigger is called when it shows no words. */
  label: string;
  trigger: JSX.Element;
  triggerClass: string;
  /** Opens as soon as it is there. */
  defaultOpen?: boolean;
  children: JSX.Element;
}

export function Dropdown(props: DropdownProps) {
  return (
    <DropdownMenu gutter={6} placement="bottom-end" defaultOpen={props.defaultOpen ?? false}>
      <DropdownMenu.Trigger class={props.triggerClass} aria-label={props.label}>
        {props.trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class="fade-motion z-50 max-h-96 min-w-52 overflow-y-auto rounded-card bg-background-tertiary p-1 shadow-float ring-1 ring-border outline-none">
          {props.children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}

export interface DropdownItemProps {
  onSelect: () => void;
  icon?: JSX.Element;
  danger?: boolean;
  disabled?: boolean;
  children: JSX.Element;
}

export function DropdownItem(props: DropdownItemProps) {
  const [own, rest] = splitProps(props, ["icon", "danger", "children"]);
  return (
    <DropdownMenu.Item
      {...rest}
      class="flex min-h-10 cursor-pointer items-center gap-3 rounded-control px-3 text-[0.875rem] outline-none data-[disabled]:cursor-not-allowed data-[highlighted]:bg-border data-[disabled]:text-foreground-muted"
      classList={{ "text-error-text": own.danger === true }}
    >
      {own.icon}
      <DropdownMenu.ItemLabel class="min-w-0 flex-1 truncate">{own.children}</DropdownMenu.ItemLabel>
    </DropdownMenu.Item>
  );
}

/** Words at the head of a menu that cannot be chosen. */
export function DropdownHeading(props: { children: JSX.Element }) {
  return <div class="px-3 pt-2 pb-2 text-foreground-secondary text-small">{props.children}</div>;
}
