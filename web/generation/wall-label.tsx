import Download from "lucide-solid/icons/download";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import ScrollText from "lucide-solid/icons/scroll-text";
import Trash from "lucide-solid/icons/trash";
import { Show } from "solid-js";
import type { Generation } from "#contract/generation";
import { Button, buttonLook } from "../ui/button.tsx";
import type { Desk } from "./desk.ts";
import { fileName, recipeLine } from "./recipe.ts";

/** The museum label under a picture: its sentence, its recipe, what can be done with it. */
export function WallLabel(props: { picture: Generation; desk: Desk; styleName: string }) {
  return (
    <div class="@container pt-3 md:pt-4">
      <div class="grid items-start gap-x-4 gap-y-1.5 @2xl:grid-cols-[minmax(0,1fr)_auto]">
        <p class="line-clamp-2 font-[550] leading-5.5" title={props.picture.prompt}>
          {props.picture.prompt}
        </p>
        <p class="mono text-foreground-secondary @2xl:col-span-2 @2xl:row-start-2">{recipeLine(props.picture)}</p>
        <Show when={props.picture.outputUrl}>
          {(url) => (
            <div class="flex flex-wrap gap-2 @max-2xl:mt-2">
              <a
                href={url()}
                download={fileName(props.styleName, props.picture)}
                class={`${buttonLook({ variant: "secondary", size: "sm" })} max-sm:h-11 max-sm:flex-1`}
              >
                <Download size={16} strokeWidth={1.75} />
                Download
              </a>
              <Button
                variant="secondary"
                size="sm"
                class="max-sm:h-11 max-sm:flex-1"
                icon={<RefreshCw size={16} strokeWidth={1.75} />}
                disabled={props.desk.credits() < 1 || props.desk.busy()}
                price="1 picture"
                onClick={() => void props.desk.again(props.picture)}
              >
                Regenerate
              </Button>
              <Button
                variant="secondary"
                size="sm"
                class="max-sm:h-11 max-sm:flex-1"
                icon={<ScrollText size={16} strokeWidth={1.75} />}
                onClick={() => props.desk.take(props.picture)}
              >
                Use this recipe
              </Button>
              <Button
                variant="ghost"
                size="sm"
                class="max-sm:h-11 px-2!"
                aria-label="Delete this picture"
                title="Delete this picture"
                icon={<Trash size={16} strokeWidth={1.75} />}
                onClick={() => props.desk.remove(props.picture)}
              />
            </div>
          )}
        </Show>
      </div>
    </div>
  );
}
