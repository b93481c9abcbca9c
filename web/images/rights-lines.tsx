import { For } from "solid-js";
import { rightsLines } from "#contract/rights";

/** What an artist says of the pictures: read where they come in, and beside the button that uses them. */
export function RightsLines(props: { lead: string }) {
  return (
    <div class="text-foreground-secondary text-small">
      <p>{props.lead}</p>
      <ol class="mt-1 list-decimal pl-5 marker:text-foreground-subtle">
        <For each={rightsLines}>{(line) => <li>{line}</li>}</For>
      </ol>
    </div>
  );
}
