import type { JSX } from "solid-js";
import { PublicHeader } from "./public-header.tsx";

/** The pages at the studio's door: a narrow form left, one tall picture right. */
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
      <figure class="sticky top-0 hidden h-dvh lg:block" aria-hidden="true">
        {/* Lazy: a phone, which does not show it, does not fetch it. */}
        <img
          src="/art/woodblock.webp"
          loading="lazy"
          alt=""
          width={1088}
          height={896}
          class="size-full object-cover object-[42%_50%]"
        />
        <figcaption class="absolute bottom-4 left-4 rounded-chip bg-[#0a0a0bd9] px-3 py-2">
          <span class="block font-[550] text-[0.875rem]">After Sen Hayakori</span>
          <span class="mono text-foreground-secondary">taught with 24 pictures</span>
        </figcaption>
      </figure>
    </div>
  );
}
