import { A } from "@solidjs/router";
import { wasSignedIn } from "../accounts/session.ts";
import { buttonLook } from "../ui/button.tsx";

/** An empty frame. Also shown for a style that is not there, without the header. */
export function NothingHere(props: { sentence: string }) {
  return (
    <div class="flex flex-col items-center px-4 py-16 text-center">
      <div class="aspect-3/4 w-48 rounded-picture border border-border-control border-dashed" aria-hidden="true" />
      <h1 class="mt-8">Nothing hangs here.</h1>
      <p class="mt-2 max-w-100 text-foreground-secondary">{props.sentence}</p>
      <A href={wasSignedIn() ? "/dashboard" : "/"} class={`mt-6 ${buttonLook()}`}>
        {wasSignedIn() ? "Back to the studio" : "Back to the start"}
      </A>
    </div>
  );
}
