import { A } from "@solidjs/router";
import { For } from "solid-js";
import { wasSignedIn } from "../accounts/session.ts";
import { buttonLook } from "../ui/button.tsx";
import { Title } from "../ui/title.tsx";
import { PublicFooter } from "./public-footer.tsx";
import { PublicHeader } from "./public-header.tsx";
import { type Piece, Wall } from "./wall.tsx";

const sentence = "boats in a bay with mountains at sunset";

/** What the local engine painted from one sentence at one seed, in five styles it learned (`npm run engine:wall`). */
const pieces: Piece[] = [
  ["impasto", "Odile Brandvik", "thick oil"],
  ["woodblock", "Sen Hayakori", "woodblock"],
  ["gouache", "Paloma Estwick", "gouache"],
  ["wash", "Wren Ashgrove", "ink and wash"],
  ["dots", "Lucien Tarrow", "dots of colour"],
].map(([file, name, hand]) => ({
  src: `/art/${file}.webp`,
  alt: `A sailing boat in a bay below mountains at sunset, in ${hand}`,
  name: `After ${name}`,
  label: "taught with 24 pictures",
}));

const steps = [
  {
    name: "Hang your pictures",
    words:
      "Drop 20 to 40 pictures you made, and say in a few words what is on each. They stay private, and every caption is saved as you write it.",
  },
  {
    name: "Watch it learn",
    words:
      "A clock that tells the truth: the step it is at, its speed, when it will be done, and the minute we give the training back if it is late. Cancel whenever you like.",
  },
  {
    name: "Ask for a new one",
    words:
      "Write what you want to see. It is painted in your hand, next to your originals, with the seed it really used. Take it, or take another.",
  },
];

const promises = [
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
      <A href={wasSignedIn() ? "/dashboard" : "/register"} class={`${buttonLook({ size: "lg" })} w-full sm:w-auto`}>
        {wasSignedIn() ? "Go to my studio" : "Start with your pictures"}
      </A>
      <p class="mt-3 text-center text-foreground-subtle text-small sm:text-left">
        A first training and your first pictures are free. No card.
      </p>
    </>
  );
}

export default function Home() {
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

        <section id="how" class="scroll-mt-8 px-4 pt-24 sm:px-8 lg:px-14">
          <h2 class="text-h1!">Three steps, each one way</h2>
          <ol class="mt-8 grid gap-8 border-t pt-8 lg:grid-cols-3 lg:gap-12">
            <For each={steps}>
              {(step, place) => (
                <li>
                  <div class="mono text-foreground-subtle" aria-hidden="true">
                    {place() + 1} of 3
                  </div>
                  <h3 class="mt-2 text-h2!">{step.name}</h3>
                  <p class="mt-2 max-w-105 text-foreground-secondary">{step.words}</p>
                </li>
              )}
            </For>
          </ol>
        </section>

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
          <dl class="mt-8 border-t">
            <For each={promises}>
              {([name, words]) => (
                <div class="grid gap-1 border-b py-5 lg:grid-cols-[20rem_1fr]">
                  <dt class="font-[550]">{name}</dt>
                  <dd class="max-w-160 text-foreground-secondary">{words}</dd>
                </div>
              )}
            </For>
          </dl>
        </section>
      </main>
      <PublicFooter />
    </>
  );
}
