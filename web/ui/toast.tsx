import { Toast, toaster } from "@kobalte/core/toast";
import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
import { Portal, render } from "solid-js/web";
import { NOTICE_STAYS_MS, type Notice } from "./notify.ts";

/** Pauses under the pointer and in focus. */
export function show(notice: Notice): void {
  mount();
  toaster.show((props) => (
    <Toast
      toastId={props.toastId}
      duration={NOTICE_STAYS_MS}
      class="sheet-motion flex w-full items-center gap-3 rounded-card bg-background-secondary p-3 shadow-float ring-1 ring-border"
    >
      <Show when={notice.picture}>
        {(src) => (
          <span class="picture size-11 shrink-0">
            <img src={src()} alt="" class="size-full object-cover" />
          </span>
        )}
      </Show>
      <div class="min-w-0 flex-1 text-[0.875rem]/5">
        <Toast.Title class="font-[550]">{notice.title}</Toast.Title>
        <Show when={notice.detail}>
          <Toast.Description class="text-foreground-secondary">{notice.detail}</Toast.Description>
        </Show>
      </div>
      <Show when={notice.act}>
        {(act) => (
          <button
            type="button"
            class="touch h-8 rounded-control px-3 font-[550] text-small ring-1 ring-border ring-inset hover:bg-border"
            onClick={() => {
              act().run();
              toaster.dismiss(props.toastId);
            }}
          >
            {act().label}
          </button>
        )}
      </Show>
      <Show when={!notice.act && notice.href}>
        {(href) => (
          <a
            href={href()}
            class="touch grid h-8 place-items-center rounded-control px-3 font-[550] text-small ring-1 ring-border ring-inset hover:bg-border"
            onClick={() => toaster.dismiss(props.toastId)}
          >
            Open
          </a>
        )}
      </Show>
      <Toast.CloseButton
        class="touch grid size-8 shrink-0 place-items-center rounded-control text-foreground-muted hover:text-foreground-primary"
        aria-label="Close this note"
      >
        <X size={16} strokeWidth={1.75} />
      </Toast.CloseButton>
    </Toast>
  ));
}

let mounted = false;
/** The place for notes comes with the first of them and stays for all pages. */
function mount(): void {
  if (mounted) return;
  mounted = true;
  render(() => <ToastRegion />, document.body.appendChild(document.createElement("div")));
}

/** Where notes appear: bottom right, on a phone at the top. */
function ToastRegion() {
  return (
    <Portal>
      <Toast.Region limit={3} swipeDirection="right">
        <Toast.List class="fixed inset-x-4 top-[max(1rem,env(safe-area-inset-top))] z-60 flex flex-col gap-2 outline-none sm:inset-x-auto sm:top-auto sm:right-4 sm:bottom-(--notes-bottom) sm:w-96" />
      </Toast.Region>
    </Portal>
  );
}
