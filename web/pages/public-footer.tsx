import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { wasSignedIn } from "../accounts/session.ts";
import { Mark } from "../ui/mark.tsx";
import { siteLinks } from "./site-links.ts";

export function PublicFooter() {
  return (
    <footer class="mt-24 flex flex-wrap items-center gap-x-8 gap-y-4 border-t px-4 py-8 text-foreground-secondary text-small sm:px-8 lg:px-14">
      <span class="flex w-full items-center gap-3 sm:w-auto sm:flex-1">
        <Mark size={20} />
        ArtistCloner
      </span>
      <nav aria-label="Foot" class="flex flex-wrap gap-x-6 gap-y-3">
        <For each={siteLinks}>
          {(link) => (
            <a href={link.href} class="touch hover:text-foreground-primary">
              {link.name}
            </a>
          )}
        </For>
        <Show
          when={wasSignedIn()}
          fallback={
            <>
              <A href="/login" class="touch hover:text-foreground-primary">
                Sign in
              </A>
              <A href="/register" class="touch hover:text-foreground-primary">
                Open a studio
              </A>
            </>
          }
        >
          <A href="/dashboard" class="touch hover:text-foreground-primary">
            My studio
          </A>
        </Show>
      </nav>
    </footer>
  );
}
