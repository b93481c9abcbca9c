import type { LucideProps } from "lucide-solid";
import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowLeft from "lucide-solid/icons/arrow-left";
import ArrowRight from "lucide-solid/icons/arrow-right";
import ArrowUp from "lucide-solid/icons/arrow-up";
import { type Component, For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import Dialog from "../ui/dialog.tsx";
import { keyGroups } from "../ui/keys.ts";

/** The fonts carry no arrows to the sides. */
const drawn: Record<string, Component<LucideProps>> = {
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  ArrowDown,
};
const shown: Record<string, string> = {
  ArrowLeft: "Left",
  ArrowRight: "Right",
  ArrowUp: "Up",
  ArrowDown: "Down",
  Escape: "Esc",
  Delete: "Del",
  " ": "Space",
};
const mac = /Mac|iP(?:hone|ad)/.test(navigator.userAgent);
const capOf = (key: string) => (key === "Ctrl" && mac ? "Cmd" : (shown[key] ?? key));

/** Which keys do what on this page. */
export default function KeysSheet(props: { onClose: () => void }) {
  return (
    <Dialog open onClose={props.onClose} title="Keys" description="Letters rest while you write." size="md">
      <For each={keyGroups().toReversed()}>
        {(group) => (
          <section class="mt-5">
            <h3>{group.title}</h3>
            <dl class="mt-1">
              <For each={group.keys}>
                {(key) => (
                  <div class="flex items-center justify-between gap-4 border-b py-2 last:border-b-0">
                    <dt class="text-foreground-secondary">{key.words}</dt>
                    <dd class="flex gap-1">
                      <For each={key.keys === "+" ? ["+"] : key.keys.split(/[+ ]/)}>{(cap) => <Cap key={cap} />}</For>
                    </dd>
                  </div>
                )}
              </For>
            </dl>
          </section>
        )}
      </For>
    </Dialog>
  );
}

function Cap(props: { key: string }) {
  return (
    <kbd class="grid min-w-7 place-items-center rounded-chip bg-background-tertiary px-1.5 py-0.5 font-mono text-[0.6875rem]/5 ring-1 ring-border ring-inset">
      <Show when={drawn[props.key]} fallback={capOf(props.key)}>
        {(arrow) => (
          <>
            <Dynamic component={arrow()} size={12} strokeWidth={2} class="my-1" aria-hidden="true" />
            <span class="sr-only">{capOf(props.key)}</span>
          </>
        )}
      </Show>
    </kbd>
  );
}
