import { Dialog as Kobalte } from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import { createComputed, Show } from "solid-js";
import type { ModalProps } from "./modal.tsx";

const widths = { sm: "sm:max-w-90", md: "sm:max-w-120", lg: "sm:max-w-160", xl: "sm:max-w-240" };

export default function Dialog(props: ModalProps) {
  // Read before the dialog takes the focus: whoever opened it gets it back.
  let opener: Element | null = null;
  createComputed(() => {
    if (props.open) opener = document.activeElement;
  });
  const giveBack = (event: Event) => {
    event.preventDefault();
    if (opener instanceof HTMLElement) opener.focus();
  };
  return (
    <Kobalte open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="fade-motion fixed inset-0 z-40 bg-black/70" />
        <div class="fixed inset-0 z-50 flex items-end justify-center sm:items-center sm:p-6">
          <Kobalte.Content
            onCloseAutoFocus={giveBack}
            class={`sheet-motion max-h-[88dvh] w-full overflow-y-auto rounded-t-sheet bg-background-secondary p-6 pb-[calc(1.5rem+var(--safe-b))] shadow-float ring-1 ring-border outline-none sm:rounded-card sm:pb-6 ${widths[props.size ?? "md"]}`}
          >
            <div class="flex items-start gap-4">
              <Kobalte.Title as="h2" class="flex-1">
                {props.title}
              </Kobalte.Title>
              <Show when={props.showClose !== false}>
                <Kobalte.CloseButton
                  class="touch -mt-1 -mr-2 grid size-8 place-items-center rounded-control text-foreground-secondary hover:text-foreground-primary"
                  aria-label="Close"
                >
                  <X size={18} strokeWidth={1.75} />
                </Kobalte.CloseButton>
              </Show>
            </div>
            <Show when={props.description}>
              <Kobalte.Description class="mt-2 text-foreground-secondary">{props.description}</Kobalte.Description>
            </Show>
            {props.children}
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  );
}
