import { createMemo, type JSX, lazy, Show, Suspense } from "solid-js";

const Dialog = lazy(() => import("./dialog.tsx"));

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

/** A dialog; on a phone a sheet from below. Its code comes with the first question. */
export function Modal(props: ModalProps) {
  const wanted = createMemo<boolean>((before) => before || props.open, false);
  return (
    <Show when={wanted()}>
      <Suspense>
        <Dialog {...props} />
      </Suspense>
    </Show>
  );
}
