import { Tabs as Kobalte } from "@kobalte/core/tabs";
import { For, type JSX } from "solid-js";

export interface Tab {
  value: string;
  label: string;
  /** A small number after the word. */
  note?: string | undefined;
  panel: () => JSX.Element;
}

export interface TabsProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  tabs: Tab[];
}

export default function Tabs(props: TabsProps) {
  return (
    <Kobalte value={props.value} onChange={props.onChange}>
      <Kobalte.List aria-label={props.label} class="relative mb-5 flex gap-6 border-b">
        <For each={props.tabs}>
          {(tab) => (
            <Kobalte.Trigger
              value={tab.value}
              class="-mb-px flex h-11 items-center gap-2 border-transparent border-b-2 font-[550] text-[0.875rem] text-foreground-secondary hover:text-foreground-primary data-[selected]:border-accent-text data-[selected]:text-foreground-primary"
            >
              {tab.label}
              <span class="mono text-foreground-subtle">{tab.note}</span>
            </Kobalte.Trigger>
          )}
        </For>
      </Kobalte.List>
      <For each={props.tabs}>
        {(tab) => (
          <Kobalte.Content value={tab.value} class="outline-none">
            {tab.panel()}
          </Kobalte.Content>
        )}
      </For>
    </Kobalte>
  );
}
