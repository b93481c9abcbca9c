import { buttonLook } from "../ui/button.tsx";
import { Title } from "../ui/title.tsx";

/** A chunk that did not come looks like any other crash: it is told apart by what browsers say then. */
const missingChunk = (error: unknown) =>
  error instanceof TypeError &&
  /import|module|fetch/i.test(error.message) &&
  /dynamically|module script/i.test(error.message);

/** The last wall behind every page. */
export function Crash(props: { error: unknown; onRetry: () => void }) {
  const network = () => missingChunk(props.error);
  return (
    <main class="mx-auto flex min-h-dvh max-w-120 flex-col justify-center px-4">
      <Title text="Something broke" />
      <h1>{network() ? "This page did not arrive." : "This page broke."}</h1>
      <p class="mt-3 text-foreground-secondary">
        {network()
          ? "The network went away, or a newer version was put up meanwhile. Nothing you made or wrote is lost."
          : "The fault is ours. Your pictures, captions and settings are as you left them."}
      </p>
      <div class="mt-6 flex gap-3">
        <button
          type="button"
          class={buttonLook({ size: "lg" })}
          onClick={() => (network() ? location.reload() : props.onRetry())}
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
