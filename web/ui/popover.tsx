import { Popover as Kobalte } from "@kobalte/core/popover";
import type { JSX } from "solid-js";

export interface PopoverProps {
  /** Names the trigger when it shows no words. */
  label: string;
  /** Names the panel. */
  title: string;
  trigger: JSX.Element;
  triggerClass: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: JSX.Element;
}

/** A panel that hangs from its trigger; focus goes in and comes back. */
export function Popover(props: PopoverProps) {
  return (
    <Kobalte gutter={8} placement="bottom-end" open={props.open} onOpenChange={props.onOpenChange}>
      <Kobalte.Trigger class={props.triggerClass} aria-label={props.label} title={props.title}>
        {props.trigger}
      </Kobalte.Trigger>
      <Kobalte.Portal>
        <Kobalte.Content
          class="fade-motion z-50 max-h-[min(34rem,80dvh)] w-[min(24rem,calc(100vw-2rem))] overflow-y-auto rounded-card bg-background-tertiary shadow-float ring-1 ring-border outline-none"
          aria-label={props.title}
        >
          {props.children}
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  );
}
