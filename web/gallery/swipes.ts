/** Pixels a finger goes before it means the next picture, and how much more sideways than up or down. */
const FAR = 48;
const SIDEWAYS = 1.5;

/** Whether a finger that moved so meant the picture left of it, right of it, or neither. */
export function swiped(dx: number, dy: number): "left" | "right" | undefined {
  if (Math.abs(dx) < FAR || Math.abs(dx) < SIDEWAYS * Math.abs(dy)) return undefined;
  return dx < 0 ? "left" : "right";
}

/** Hears a finger's swipe over `element`. Returns what stops it. */
export function swipes(element: HTMLElement, hear: { onLeft: () => void; onRight: () => void }): () => void {
  let start: { id: number; x: number; y: number } | undefined;
  const down = (event: PointerEvent) => {
    const held = (event.target as HTMLElement).closest(".touch-none");
    start =
      event.pointerType === "touch" && event.isPrimary && !held
        ? { id: event.pointerId, x: event.clientX, y: event.clientY }
        : undefined;
  };
  const up = (event: PointerEvent) => {
    if (!start || event.pointerId !== start.id) return;
    const way = swiped(event.clientX - start.x, event.clientY - start.y);
    start = undefined;
    if (way === "left") hear.onLeft();
    if (way === "right") hear.onRight();
  };
  const cancel = () => {
    start = undefined;
  };
  element.addEventListener("pointerdown", down);
  element.addEventListener("pointerup", up);
  element.addEventListener("pointercancel", cancel);
  return () => {
    element.removeEventListener("pointerdown", down);
    element.removeEventListener("pointerup", up);
    element.removeEventListener("pointercancel", cancel);
  };
}
