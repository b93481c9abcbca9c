import { createResource, For } from "solid-js";
import { settled } from "../ui/settled.ts";

/** The style's own colours in proportion, measured from its pictures; an empty line until they are. */
export function Thread(props: { pictures: string[]; class?: string }) {
  const [colours] = createResource(
    () => (props.pictures.length > 0 ? props.pictures : undefined),
    async (urls) => (await import("../images/colours-of.ts")).coloursOf(urls),
  );
  return (
    <span class={`flex h-1.5 overflow-hidden bg-background-secondary ${props.class ?? ""}`} aria-hidden="true">
      <For each={settled(colours) ?? []}>
        {(colour) => (
          <span class="min-w-0 animate-fade-in" style={{ "flex-grow": colour.share, "background-color": colour.hex }} />
        )}
      </For>
    </span>
  );
}
