import { A } from "@solidjs/router";
import { createSignal, For, lazy, onCleanup, onMount, Show, Suspense } from "solid-js";
import { wasSignedIn } from "../accounts/session.ts";
import { buttonLook } from "../ui/button.tsx";
import { Title } from "../ui/title.tsx";
import { HomeProofs } from "./home-proofs.tsx";
import { HomeSteps } from "./home-steps.tsx";
import { Promises } from "./promises.tsx";
import { PublicFooter } from "./public-footer.tsx";
import { PublicHeader } from "./public-header.tsx";
import { type Piece, Wall } from "./wall.tsx";

const HomePrices = lazy(() => import("./home-prices.tsx"));

const sentence = "boats in a bay with mountains at sunset";

/** What the local engine painted from one sentence at one seed, in five styles it learned (`npm run engine:wall`). */
const pieces: Piece[] = [
  ["impasto", "Odile Brandvik", "thick oil"],
  ["woodblock", "Sen Hayakori", "woodblock"],
  ["gouache", "Paloma Estwick", "gouache"],
  ["wash", "Wren Ashgrove", "ink and wash"],
  ["dots", "Lucien Tarrow", "dots of colour"],
].map(([file, name, hand]) => ({
  file: `/art/${file}`,
  alt: `A sailing boat in a bay below mountains at sunset, in ${hand}`,
  name: `After ${name}`,
  label: "taught with 24 pictures",
}));

const promises: [string, string][] = [
  ["Yours", "Your pictures and your style belong to you. Nobody else can see or use them."],
  ["Paid only when it works", "What fails, is cancelled or comes late goes back to your account by itself, once."],
  ["Nothing typed is lost", "Captions, prompts and settings are kept as you write, also when the network goes away."],
  ["Proved first", "A style is called trained only after it painted a test picture you can look at."],
  ["Deleted means deleted", "Remove a picture or a whole style whenever you like, also while it is being worked on."],
];

const studio = [
  [
    "Pictures judged before you pay",
    "Twins, blur, small or framed pictures are found in your browser, each with one tap to mend it.",
  ],
  ["An honest clock", "The finish time comes from the run's own speed, beside a curve of what it still gets wrong."],
  [
    "Many styles, kept apart",
    "Oil and ink, this year and ten years ago: each learns from its own pictures and keeps its versions.",
  ],
  [
    "Your captions, your words",
    "Write what is on each picture or let the words wait. They are saved as you type and used as they are.",
  ],
  [
    "Every picture has its recipe",
    "Words, seed, strength and size stay with it. Use a recipe again, change one thing, compare.",
  ],
  [
    "Large and sharp",
    "Up to 1440 pixels a side in the shape you choose, one to four at a time, on the wall beside your originals.",
  ],
  ["By hand or by keyboard", "Works on a phone, with a screen reader, without a mouse and on a slow line."],
  [
    "No machine of your own",
    "The studio needs a browser. Whoever runs it can connect a graphics service or paint without one.",
  ],
];

function Start() {
  return (
    <>
      <div class="flex flex-wrap items-center gap-x-6 gap-y-3">
        <A href={wasSignedIn() ? "/dashboard" : "/register"} class={`${buttonLook({ size: "lg" })} w-full sm:w-auto`}>
          {wasSignedIn() ? "Go to my studio" : "Start with your pictures"}
        </A>
        <a href="#proof" class="touch mx-auto flex items-center gap-2 font-[550] hover:text-accent-text sm:mx-0">
          See examples
          <svg
            width="16"
            height="16"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="1.75"
            aria-hidden="true"
          >
            <path d="M5 12h14m-7-7 7 7-7 7" />
          </svg>
        </a>
      </div>
      <p class="mt-3 text-center text-foreground-subtle text-small sm:text-left">
        A first training and your first pictures are free. No card.
      </p>
    </>
  );
}

export default function Home() {
  const [near, setNear] = createSignal(false);
  // The prices are this deployment's own and are asked for when somebody comes near.
  const whenNear = (element: HTMLElement) => {
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && setNear(true), { rootMargin: "600px" });
    onMount(() => watch.observe(element));
    onCleanup(() => watch.disconnect());
  };
  return (
    <>
      <Title text="" />
      <PublicHeader />
      <main id="content">
        <section class="grid gap-8 px-4 pt-5 pb-8 sm:px-8 lg:grid-cols-[1fr_25.5rem] lg:items-end lg:gap-12 lg:px-14 lg:pt-9 lg:pb-13">
          <h1 class="-ml-[0.045em] text-display!">
            Teach it
            <br />
            your hand.
          </h1>
          <div class="hidden lg:block">
            <p class="mb-6 text-foreground-secondary text-lead">
              Bring 20 to 40 pictures you made. ArtistCloner learns how you paint, shows you a first proof, and then
              paints what you ask for. The style stays yours and private.
            </p>
            <Start />
          </div>
        </section>
        <Wall pieces={pieces} />
        <p class="mono mt-5 px-4 text-foreground-secondary sm:px-8 lg:px-14">
          <span class="text-foreground-primary">One sentence, one seed, five hands.</span> “{sentence}”, seed 21.
          Invented artists, painted by the engine that comes with the code, without a GPU.
        </p>
        <div class="px-4 pt-8 sm:px-8 lg:hidden">
          <p class="mb-6 text-foreground-secondary text-lead">
            Bring 20 to 40 pictures you made. ArtistCloner learns how you paint, shows you a first proof, then paints
            what you ask for.
          </p>
          <Start />
        </div>

        <HomeProofs />
        <HomeSteps />

        <section id="studio" class="scroll-mt-8 px-4 pt-24 sm:px-8 lg:px-14">
          <h2 class="text-h1!">What the studio does</h2>
          <dl class="mt-8 grid gap-x-12 border-t sm:grid-cols-2 xl:grid-cols-4">
            <For each={studio}>
              {([name, words]) => (
                <div class="border-b py-6">
                  <dt class="font-[550]">{name}</dt>
                  <dd class="mt-1 text-foreground-secondary">{words}</dd>
                </div>
              )}
            </For>
          </dl>
        </section>

        <section id="promises" class="scroll-mt-8 px-4 pt-24 sm:px-8 lg:px-14">
          <h2 class="text-h1!">What we promise</h2>
          <Promises class="mt-8" lines={promises} />
        </section>

        <section id="prices" class="scroll-mt-8 px-4 pt-24 sm:px-8 lg:px-14">
          <h2 class="text-h1!">Pay for pictures, not for tries</h2>
          <p class="mt-2 mb-8 max-w-160 text-foreground-secondary">
            A training costs one training, a picture costs one picture. What fails comes back by itself.
          </p>
          <div class="min-h-160 md:min-h-100" ref={whenNear}>
            <Show when={near()}>
              <Suspense>
                <HomePrices />
              </Suspense>
            </Show>
          </div>
        </section>
      </main>
      <PublicFooter />
    </>
  );
}
