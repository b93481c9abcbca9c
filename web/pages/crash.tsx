import { onCleanup, onMount } from "solid-js";
import { buttonLook } from "../ui/button.tsx";
import { Title } from "../ui/title.tsx";

/** A chunk that did not come looks like any other crash: it is told apart by what browsers say then. */
const missingChunk = (error: unknown) =>
  error instanceof TypeError &&
  /import|module|fetch/i.test(error.message) &&
  /dynamically|module script/i.test(error.message);

/** Milliseconds until such a page is loaded anew: a network that has just returned loses the first requests. After a load that failed, longer. */
const SOON = 1_500;
const LATER = 15_000;

/** Browsers remember for as long as a document lives that a chunk failed: only another document can ask for it again. */
const reload = () => location.reload();

/** Loads the document anew once there is a network. @returns a way to call that off */
function comeAgain(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    timer = setTimeout(reload, performance.now() < LATER ? LATER : SOON);
  };
  if (navigator.onLine) soon();
  else addEventListener("online", soon, { once: true });
  return () => {
    clearTimeout(timer);
    removeEventListener("online", soon);
  };
}

/** The last wall behind every page. One that only the network kept away comes again by itself. */
export function Crash(props: { error: unknown; onRetry: () => void }) {
  const network = () => missingChunk(props.error);
  onMount(() => {
    if (network()) onCleanup(comeAgain());
  });
  return (
    <main class="mx-auto flex min-h-dvh max-w-120 flex-col justify-center px-4">
      <Title text="Something broke" />
      <h1>{network() ? "This page did not arrive." : "This page broke."}</h1>
      <p class="mt-3 text-foreground-secondary">
        {network()
          ? "The network went away, or a newer version was put up meanwhile. It comes again by itself, and nothing you made or wrote is lost."
          : "The fault is ours. Your pictures, captions and settings are as you left them."}
      </p>
      <div class="mt-6 flex gap-3">
        <button
          type="button"
          class={buttonLook({ size: "lg" })}
          onClick={() => (network() ? reload() : props.onRetry())}
        >
          {network() ? "Load it again" : "Try again"}
        </button>
        <a href="/" rel="external" class={buttonLook({ variant: "ghost", size: "lg" })}>
          Home
        </a>
      </div>
    </main>
  );
}
