import { type RouteSectionProps, useLocation } from "@solidjs/router";
import { createEffect, ErrorBoundary, on, Suspense } from "solid-js";
import { ProtectedRoute } from "../accounts/protected-route.tsx";
import { me } from "../accounts/session.ts";
import { useBalance } from "../billing/balance.ts";
import { Crash } from "./crash.tsx";
import { OfflineBar } from "./offline-bar.tsx";
import { BottomBar, Rail } from "./rail.tsx";
import { roomAt } from "./rooms.ts";
import { StudioKeys } from "./studio-keys.tsx";
import { useNotices } from "./use-notices.ts";

/** The signed-in frame: rail left, bottom bar on a phone. Working pages keep the narrow rail. */
export default function Studio(props: RouteSectionProps) {
  const location = useLocation();
  useBalance();
  useNotices();
  // Uploads belong to nobody's page: they go on wherever the artist looks.
  createEffect(
    on(
      () => me()?.user.id,
      (id) => id && void import("../images/uploader.ts").then(({ resumeUploads }) => resumeUploads(id)),
    ),
  );
  const words = () => {
    const room = roomAt(location.pathname);
    return room?.words === true && room.href === location.pathname;
  };
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
      classList={{ "xl:grid-cols-[13.5rem_minmax(0,1fr)]": words() }}
    >
      <a
        href="#content"
        class="sr-only rounded-control bg-background-tertiary focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:px-4 focus:py-2"
      >
        Skip to the content
      </a>
      <Rail words={words()} />
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
      <BottomBar />
      <StudioKeys />
    </div>
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
