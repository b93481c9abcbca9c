import { Dialog } from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import { type JSX, Show } from "solid-js";

export interface ModalProps {
  open: boolean;
  onClose: () => void;
  /** The question. */
  title: string;
  /** What is at stake, counted. */
  description?: string | undefined;
  size?: "sm" | "md" | "lg" | "xl";
  showClose?: boolean;
  children: JSX.Element;
}

const widths = { sm: "sm:max-w-90", md: "sm:max-w-120", lg: "sm:max-w-160", xl: "sm:max-w-240" };

/** A dialog; on a phone a sheet from below. */
export function Modal(props: ModalProps) {
  return (
    <Dialog open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay class="fade-motion fixed inset-0 z-40 bg-black/70" />
        <div class="fixed inset-0 z-50 flex items-end justify-center sm:items-center sm:p-6">
          <Dialog.Content
            class={`sheet-motion max-h-[88dvh] w-full overflow-y-auto rounded-t-sheet bg-background-secondary p-6 pb-[calc(1.5rem+var(--safe-b))] shadow-float ring-1 ring-border outline-none sm:rounded-card sm:pb-6 ${widths[props.size ?? "md"]}`}
          >
            <div class="flex items-start gap-4">
              <Dialog.Title as="h2" class="flex-1">
                {props.title}
              </Dialog.Title>
              <Show when={props.showClose !== false}>
                <Dialog.CloseButton
                  class="touch -mt-1 -mr-2 grid size-8 place-items-center rounded-control text-foreground-secondary hover:text-foreground-primary"
                  aria-label="Close"
                >
                  <X size={18} strokeWidth={1.75} />
                </Dialog.CloseButton>
              </Show>
            </div>
            <Show when={props.description}>
              <Dialog.Description class="mt-2 text-foreground-secondary">{props.description}</Dialog.Description>
            </Show>
            {props.children}
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog>
  );
}
