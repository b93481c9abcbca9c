import { For, Show } from "solid-js";
import type { GalleryPicture } from "#contract/generation";
import type { Style } from "#contract/styles";
import { Thread } from "../styles/thread.tsx";
import { clockTime, day } from "../ui/say.ts";

const seconds = (picture: GalleryPicture): string => {
  if (!picture.startedAt || !picture.completedAt) return "";
  const took = (Date.parse(picture.completedAt) - Date.parse(picture.startedAt)) / 1_000;
  return took <= 0 ? "" : took < 100 ? `, in ${took.toFixed(1)}\u00a0s` : `, in ${Math.round(took / 60)}\u00a0min`;
};

/** The museum label: the words as the title, then everything that made the picture. */
export function RecipeLabel(props: { picture: GalleryPicture; style: Style | undefined }) {
  const facts = (): [string, string][] => [
    ["Strength", String(props.picture.strength)],
    ["Seed", String(props.picture.seed)],
    ["Size", `${props.picture.width} × ${props.picture.height}`],
    ["Steps", String(props.picture.steps)],
    ["Guidance", String(props.picture.guidance)],
    [
      "Made",
      `${day(props.picture.createdAt, new Date())}, ${clockTime(props.picture.createdAt)}${seconds(props.picture)}`,
    ],
  ];
  return (
    <div>
      <h2 class="text-[1.3125rem]/[1.6875rem]! sm:text-[1.5rem]/[1.875rem]! [overflow-wrap:anywhere]">
        {props.picture.prompt}
      </h2>
      <Show when={props.style}>
        {(style) => (
          <p class="mt-3.5 flex items-center gap-3">
            <Thread pictures={style().mosaicUrls} class="h-2.5! w-11 shrink-0 rounded-xs" />
            <a href={`/styles/${style().id}`} class="min-w-0 truncate font-medium hover:text-accent-text">
              {style().name}
            </a>
          </p>
        )}
      </Show>
      <dl class="mt-3.5 grid grid-cols-[5.25rem_1fr] gap-x-3 gap-y-0.5 text-small">
        <For each={facts()}>
          {([name, value]) => (
            <>
              <dt class="text-foreground-secondary leading-6.5">{name}</dt>
              <dd class="font-mono text-small leading-6.5 tracking-tight">{value}</dd>
            </>
          )}
        </For>
      </dl>
    </div>
  );
}
