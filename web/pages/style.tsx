import { useParams } from "@solidjs/router";
import { For, Show } from "solid-js";
import { useStyleLive } from "../live/style-live.ts";
import { OpenedStyle } from "./opened-style.tsx";
import { StyleDoor } from "./style-door.tsx";

export default function StylePage() {
  const params = useParams();
  const live = useStyleLive(() => params.id ?? "");
  return (
    <StyleDoor live={live()} parent={{ href: "/styles", name: "My styles" }} waiting={<Frames />}>
      <Show when={params.id} keyed>
        {(id) => <OpenedStyle id={id} live={live()} />}
      </Show>
    </StyleDoor>
  );
}

function Frames() {
  return (
    <>
      <div class="h-10 w-60 max-w-full rounded-picture bg-background-secondary" />
      <div class="mt-14 grid grid-cols-3 gap-3 md:grid-cols-5">
        <For each={[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]}>
          {() => <div class="aspect-4/3 rounded-picture bg-background-secondary" />}
        </For>
      </div>
    </>
  );
}
