import { For, type JSX } from "solid-js";
import { learned } from "./home-loss.ts";

const steps: { name: string; words: string; picture: () => JSX.Element }[] = [
  {
    name: "Hang your pictures",
    words:
      "Drop 20 to 40 pictures you made, and say in a few words what is on each. They stay private, and every caption is saved as you write it.",
    picture: Originals,
  },
  {
    name: "Watch it learn",
    words:
      "A clock that tells the truth: the step it is at, its speed, when it will be done, and the minute we give the training back if it is late. Cancel whenever you like.",
    picture: Curve,
  },
  {
    name: "Ask for a new one",
    words:
      "Write what you want to see. It is painted in your hand, next to your originals, with the seed it really used. Take it, or take another.",
    picture: New,
  },
];

export function HomeSteps() {
  return (
    <section id="how" class="scroll-mt-8 px-4 pt-24 sm:px-8 lg:px-14">
      <h2 class="text-h1!">Three steps, each one way</h2>
      <ol class="mt-8 grid gap-x-6 gap-y-12 lg:grid-cols-3">
        <For each={steps}>
          {(step, place) => (
            <li>
              <div class="aspect-4/3">{step.picture()}</div>
              <div class="mono mt-5 text-foreground-subtle" aria-hidden="true">
                {place() + 1} of 3
              </div>
              <h3 class="mt-1 text-h2!">{step.name}</h3>
              <p class="mt-2 max-w-105 text-foreground-secondary">{step.words}</p>
            </li>
          )}
        </For>
      </ol>
    </section>
  );
}

function Originals() {
  return (
    <div class="grid size-full grid-cols-3 grid-rows-2 gap-1.5">
      <For each={[1, 2, 3, 4, 5, 6]}>
        {(one) => (
          <img
            src={`/art/proof/original-${one}.webp`}
            alt=""
            width={240}
            height={180}
            loading="lazy"
            class="size-full min-h-0 rounded-picture object-cover"
          />
        )}
      </For>
    </div>
  );
}

const W = 400;
const H = 300;

/** The loss of the training whose pictures hang above. */
function Curve() {
  const top = Math.max(...learned) * 1.1;
  const line = learned
    .map((loss, at) => `${(((at * 50 + 45) / 1_000) * W).toFixed(1)} ${(H - (loss / top) * H).toFixed(1)}`)
    .join("L");
  return (
    <figure class="flex size-full flex-col rounded-picture bg-background-secondary p-5 sm:p-6">
      <figcaption class="flex justify-between">
        <span class="font-[550] text-[0.875rem]">What it gets wrong</span>
        <span class="mono text-accent-secondary">loss {learned.at(-1)?.toFixed(3)}</span>
      </figcaption>
      <svg
        class="mt-4 block min-h-0 w-full flex-1 overflow-visible"
        viewBox={`0 0 ${W} ${H}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Loss over 1,000 steps, from ${learned[0]?.toFixed(3)} to ${learned.at(-1)?.toFixed(3)}`}
      >
        <path d={`M0 0H${W}M0 ${H / 2}H${W}M0 ${H}H${W}`} stroke="#27272a" vector-effect="non-scaling-stroke" />
        <path
          d={`M${line}`}
          fill="none"
          stroke="#06b6d4"
          stroke-width="2.25"
          stroke-linejoin="round"
          vector-effect="non-scaling-stroke"
        />
      </svg>
      <div class="mono mt-2 flex justify-between text-foreground-subtle" aria-hidden="true">
        <span>0</span>
        <span>1,000 steps</span>
      </div>
    </figure>
  );
}

function New() {
  return (
    <img
      src="/art/proof/new.webp"
      alt="A lighthouse above the sea, painted after Odile Brandvik"
      width={832}
      height={624}
      loading="lazy"
      class="size-full rounded-picture object-cover"
    />
  );
}
