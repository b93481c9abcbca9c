import { A, type RouteSectionProps, useLocation } from "@solidjs/router";
import Brush from "lucide-solid/icons/brush";
import House from "lucide-solid/icons/house";
import Plus from "lucide-solid/icons/plus";
import { createEffect, ErrorBoundary, For, on, Show, Suspense } from "solid-js";
import { ProtectedRoute } from "../accounts/protected-route.tsx";
import { me } from "../accounts/session.ts";
import { useBalance } from "../billing/balance.ts";
import { planName } from "../billing/plan-name.ts";
import { Mark } from "../ui/mark.tsx";
import { count } from "../ui/say.ts";
import { Crash } from "./crash.tsx";
import { OfflineBar } from "./offline-bar.tsx";
import { Wordmark } from "./public-header.tsx";

const rooms = [
  { href: "/dashboard", name: "Dashboard", short: "Home", icon: House },
  { href: "/styles/new", name: "New style", short: "New style", icon: Plus },
  { href: "/generate", name: "Generate", short: "Generate", icon: Brush },
];

/** The signed-in frame: rail left, bottom bar on a phone. Working pages keep the narrow rail. */
export default function Studio(props: RouteSectionProps) {
  const location = useLocation();
  useBalance();
  // Uploads belong to nobody's page: they go on wherever the artist looks.
  createEffect(
    on(
      () => me()?.user.id,
      (id) => id && void import("../images/uploader.ts").then(({ resumeUploads }) => resumeUploads(id)),
    ),
  );
  const slim = () => location.pathname !== "/dashboard";
  const here = (href: string) =>
    href === "/generate" ? location.pathname.startsWith(href) : location.pathname === href;
  let main: HTMLElement | undefined;
  createEffect(
    on(
      () => location.pathname,
      () => main?.focus({ preventScroll: true }),
      { defer: true },
    ),
  );
  return (
    <div
      class="md:grid md:min-h-dvh md:grid-cols-[4rem_minmax(0,1fr)]"
      classList={{ "xl:grid-cols-[13.5rem_minmax(0,1fr)]": !slim() }}
    >
      <a
        href="#content"
        class="sr-only rounded-control bg-background-tertiary focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:px-4 focus:py-2"
      >
        Skip to the content
      </a>
      <nav aria-label="Studio" class="sticky top-0 hidden h-dvh flex-col gap-0.5 border-r px-3 py-4 md:flex">
        <Show when={!slim()} fallback={<Rail />}>
          <Wordmark href="/dashboard" class="mb-5 hidden px-2 py-1 xl:flex" />
          <div class="xl:hidden">
            <Rail />
          </div>
        </Show>
        <For each={rooms}>
          {(room) => (
            <a
              href={room.href}
              title={room.name}
              aria-current={here(room.href) ? "page" : undefined}
              class="flex h-10 items-center justify-center gap-3 rounded-control font-medium text-[0.875rem]"
              classList={{
                "xl:h-9 xl:justify-start xl:px-2.5": !slim(),
                "bg-background-tertiary text-foreground-primary": here(room.href),
                "text-foreground-secondary hover:text-foreground-primary": !here(room.href),
              }}
            >
              <room.icon size={18} strokeWidth={1.75} />
              <span class={slim() ? "sr-only" : "sr-only xl:not-sr-only"}>{room.name}</span>
            </a>
          )}
        </For>
        <span class="flex-1" />
        <Show when={!slim() && me()?.subscription}>
          {(left) => (
            <div class="hidden px-2.5 text-foreground-secondary text-small xl:block">
              <div class="mono">{planName(left().plan)} plan</div>
              <div>{count(left().generationCredits, "picture")} left</div>
              <div>{count(left().trainingCredits, "training")} left</div>
            </div>
          )}
        </Show>
      </nav>
      <div class="flex min-w-0 flex-col pb-[calc(4rem+var(--safe-b))] md:pb-0">
        <OfflineBar />
        <main id="content" ref={main} tabindex="-1" class="flex min-h-0 flex-1 flex-col">
          <ProtectedRoute waiting={<Waiting />}>
            <ErrorBoundary fallback={(error: unknown, reset) => <Crash error={error} onRetry={reset} />}>
              <Suspense fallback={<Waiting />}>{props.children}</Suspense>
            </ErrorBoundary>
          </ProtectedRoute>
        </main>
      </div>
      <nav
        aria-label="Studio"
        class="fixed inset-x-0 bottom-0 z-30 grid h-[calc(4rem+var(--safe-b))] grid-cols-3 border-t bg-background-primary/98 px-1.5 pb-[var(--safe-b)] md:hidden"
      >
        <For each={rooms}>
          {(room) => (
            <a
              href={room.href}
              aria-current={here(room.href) ? "page" : undefined}
              class="flex flex-col items-center justify-center gap-1 rounded-control font-medium text-[0.6875rem]/3.5"
              classList={{
                "text-foreground-primary": here(room.href),
                "text-foreground-subtle": !here(room.href),
              }}
            >
              <room.icon size={21} strokeWidth={1.75} />
              {room.short}
            </a>
          )}
        </For>
      </nav>
    </div>
  );
}

function Rail() {
  return (
    <A href="/dashboard" class="mb-5 grid h-8 place-items-center rounded-control" aria-label="ArtistCloner, dashboard">
      <Mark />
    </A>
  );
}

/** Holds the place of a page that is on its way; words appear only when it takes long. */
function Waiting() {
  return (
    <p
      class="animate-fade-in px-4 py-24 text-center text-foreground-secondary [animation-delay:600ms] [animation-fill-mode:both]"
      role="status"
    >
      Opening the studio…
    </p>
  );
}
