import type { JSX } from "solid-js";
import { PublicHeader } from "./public-header.tsx";
import { EmptyWall } from "./wall.tsx";

/** The two pages at the studio's door: a narrow form left, the wall right. */
export function Door(props: { heading: string; lead: string; children: JSX.Element; other: JSX.Element }) {
  return (
    <div class="grid min-h-dvh lg:grid-cols-[1fr_minmax(0,44%)]">
      <div class="flex min-w-0 flex-col">
        <PublicHeader />
        <main id="content" class="mx-auto flex w-full max-w-98 flex-1 flex-col justify-center px-4 py-10">
          <h1>{props.heading}</h1>
          <p class="mt-2 mb-8 text-balance text-foreground-secondary">{props.lead}</p>
          {props.children}
          <p class="mt-6 text-center text-foreground-secondary text-small">{props.other}</p>
        </main>
      </div>
      <div class="hidden border-l lg:block" aria-hidden="true">
        <EmptyWall />
      </div>
    </div>
  );
}
