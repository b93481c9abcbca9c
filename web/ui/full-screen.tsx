import { Dialog as Kobalte } from "@kobalte/core/dialog";
import { type JSX, onCleanup, onMount } from "solid-js";

export interface FullScreenProps {
  /** For screen readers. */
  label: string;
  onClose: () => void;
  /** Hears the keys of the layer, not those of what floats above it. */
  onKeyDown?: (event: KeyboardEvent) => void;
  class?: string;
  children: JSX.Element;
}

/** Takes the focus back to the layer before what had it goes away: it would fall to what lies beneath. */
export const focusFullScreen = (): void => document.querySelector<HTMLElement>("[data-full-screen]")?.focus();

/** A layer over everything that keeps the focus until it is closed; notes stay reachable above it. */
export function FullScreen(props: FullScreenProps) {
  let content: HTMLDivElement | undefined;
  const hear = (event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    // The focus is nowhere after a dialog above closed with the button that had it.
    if (target === document.body || content?.contains(target)) props.onKeyDown?.(event);
  };
  onMount(() => addEventListener("keydown", hear));
  onCleanup(() => removeEventListener("keydown", hear));
  return (
    <Kobalte open onOpenChange={(open) => !open && props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Content
          ref={content}
          aria-label={props.label}
          tabIndex={-1}
          data-full-screen=""
          class={`fade-motion fixed inset-0 z-40 bg-background-primary outline-none focus-visible:shadow-none ${props.class ?? ""}`}
          onOpenAutoFocus={(event: Event) => {
            event.preventDefault();
            content?.focus();
          }}
          onCloseAutoFocus={(event: Event) => event.preventDefault()}
          onInteractOutside={(event: Event) => event.preventDefault()}
        >
          {props.children}
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  );
}
