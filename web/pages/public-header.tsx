import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { wasSignedIn } from "../accounts/session.ts";
import { Mark } from "../ui/mark.tsx";
import { siteLinks } from "./site-links.ts";

export function Wordmark(props: { href: string; class?: string }) {
  return (
    <A
      href={props.href}
      class={`flex items-center gap-2.5 rounded-control font-heading font-semibold text-[1.0625rem]/6 tracking-[-0.03em] ${props.class ?? ""}`}
    >
      <Mark />
      <span>ArtistCloner</span>
    </A>
  );
}

export function PublicHeader() {
  return (
    <>
      <a
        href="#content"
        class="sr-only rounded-control bg-background-tertiary focus:not-sr-only focus:absolute focus:top-3 focus:left-3 focus:z-50 focus:px-4 focus:py-2"
      >
        Skip to the content
      </a>
      <header class="flex h-14 items-center gap-6 px-4 sm:h-18 sm:px-8 lg:px-14">
        <Wordmark href="/" />
        <span class="flex-1" />
        <nav aria-label="Site" class="flex items-center gap-6 font-medium text-[0.875rem]">
          <For each={siteLinks.filter(({ head }) => head)}>
            {(link) => (
              <a href={link.href} class="hidden text-foreground-secondary hover:text-foreground-primary md:block">
                {link.name}
              </a>
            )}
          </For>
          <Show
            when={wasSignedIn()}
            fallback={
              <A href="/login" class="touch hover:text-accent-text">
                Sign in
              </A>
            }
          >
            <A href="/dashboard" class="touch hover:text-accent-text">
              My studio
            </A>
          </Show>
        </nav>
      </header>
    </>
  );
}
