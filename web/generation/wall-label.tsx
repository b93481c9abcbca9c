import Download from "lucide-solid/icons/download";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import ScrollText from "lucide-solid/icons/scroll-text";
import Shuffle from "lucide-solid/icons/shuffle";
import Trash from "lucide-solid/icons/trash";
import { Show } from "solid-js";
import type { Generation } from "#contract/generation";
import { buttonLook } from "../ui/button.tsx";
import type { Desk } from "./desk.ts";
import { recipeLine } from "./recipe.ts";

const look = buttonLook({ variant: "secondary", size: "sm" });
/** On a phone five acts stand side by side, each under its drawing, so that none hides behind the prompt. */
const tile =
  "max-sm:h-13 max-sm:min-w-0 max-sm:flex-1 max-sm:flex-col max-sm:gap-1 max-sm:px-0 max-sm:text-[0.6875rem]/3";

/** What an act costs, right of a rule. */
const Price = (props: { of: number }) => (
  <span class="mono ml-1 border-current/30 border-l pl-2.5 font-medium max-sm:hidden">
    {props.of}
    <span class="sr-only"> {props.of === 1 ? "picture" : "pictures"}</span>
  </span>
);

/** The museum label under a picture: its sentence, its recipe, what can be done with it. */
export function WallLabel(props: { picture: Generation; desk: Desk }) {
  return (
    <div class="@container pt-3 md:pt-4">
      <div class="grid items-start gap-x-4 gap-y-1.5 @2xl:grid-cols-[minmax(0,1fr)_auto]">
        <p class="line-clamp-2 font-[550] leading-5.5" title={props.picture.prompt}>
          {props.picture.prompt}
        </p>
        <p class="mono text-foreground-secondary @2xl:col-span-2 @2xl:row-start-2">
          {recipeLine(props.picture)}
          <Show when={props.picture.outputUrl}>
            ,{" "}
            <a class="text-accent-text underline underline-offset-3" href={`/gallery?picture=${props.picture.id}`}>
              in the gallery
            </a>
          </Show>
        </p>
        <Show when={props.picture.outputUrl}>
          <div class="flex gap-1.5 sm:gap-2 @max-2xl:mt-2 @max-2xl:sm:flex-wrap">
            <a href={`/api/generations/${props.picture.id}/file`} download="" class={`${look} ${tile}`}>
              <Download size={16} strokeWidth={1.75} />
              Download
            </a>
            <button
              type="button"
              class={`${look} ${tile}`}
              disabled={props.desk.credits() < 1 || props.desk.busy()}
              title="The same recipe with a new seed"
              onClick={() => void props.desk.again(props.picture)}
            >
              <RefreshCw size={16} strokeWidth={1.75} />
              Again
              <Price of={1} />
            </button>
            <button
              type="button"
              class={`${look} ${tile}`}
              disabled={props.desk.credits() < props.desk.recipe.count || props.desk.busy()}
              title="Begins from this picture, half of it painted anew, with new seeds"
              onClick={() => void props.desk.vary(props.picture)}
            >
              <Shuffle size={16} strokeWidth={1.75} />
              Vary
              <Price of={props.desk.recipe.count} />
            </button>
            <button
              type="button"
              class={`${look} ${tile}`}
              title="Take its words, settings and seed; yours come back with one click"
              aria-label="Use this recipe"
              onClick={() => props.desk.take(props.picture)}
            >
              <ScrollText size={16} strokeWidth={1.75} />
              Recipe
            </button>
            <button
              type="button"
              class={`${look} ${tile}`}
              title="Delete this picture"
              aria-label="Delete this picture"
              onClick={() => props.desk.remove(props.picture)}
            >
              <Trash size={16} strokeWidth={1.75} />
              <span class="sm:hidden">Delete</span>
            </button>
          </div>
        </Show>
      </div>
    </div>
  );
}
