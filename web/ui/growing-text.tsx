import { type JSX, splitProps } from "solid-js";

export interface GrowingTextProps extends Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, "class" | "value"> {
  value: string;
  /** Look of the letters; the box is the parent's. */
  class?: string;
  /** One line that grows sideways, without line breaks. */
  single?: boolean;
}

/** A field exactly as large as its words: an unseen twin of the text holds the room, so it works in every browser. */
export function GrowingText(props: GrowingTextProps) {
  const [own, rest] = splitProps(props, ["value", "class", "single"]);
  const room = () => (own.value === "" ? (rest.placeholder ?? " ") : own.value);
  return (
    <span class={`in-place grid! ${own.single ? "w-fit! max-w-[calc(100%+1rem)]" : ""} ${own.class ?? ""}`}>
      <span aria-hidden="true" class="invisible col-start-1 row-start-1 min-h-[1lh] min-w-0 whitespace-pre-wrap">
        {room()}{" "}
      </span>
      <textarea
        {...rest}
        rows={1}
        value={own.value}
        class="col-start-1 row-start-1 block h-full w-0 min-w-full overflow-hidden bg-transparent outline-none focus-visible:shadow-none"
      />
    </span>
  );
}
