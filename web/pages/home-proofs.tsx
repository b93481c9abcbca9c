import { For, Show } from "solid-js";
import { Loop } from "../ui/mark.tsx";

const strengths = [
  ["Freer", "0.60"],
  ["Balanced", "0.90"],
  ["Closer to my hand", "1.20"],
] as const;

/** What `npm run engine:proofs` painted, a row a sentence. */
const rows = [
  { sentence: "a sailing boat below mountains at sunset", seed: 41 },
  { sentence: "a village by a lake under clouds", seed: 7 },
  { sentence: "flowers in a vase beside two pears", seed: 9 },
];
const CHOSEN = 5;

/** A real proof sheet: three sentences at three strengths beside the nearest originals, one of them circled. */
export function HomeProofs() {
  return (
    <section id="proof" class="scroll-mt-8 px-4 pt-24 sm:px-8 lg:px-14" aria-labelledby="which-one">
      <div class="grid gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,1fr)_25.5rem]">
        <div class="lg:order-last lg:self-center">
          <h2 id="which-one" class="text-h1!">
            Which one is you?
          </h2>
          <p class="mt-4 text-foreground-secondary text-lead">
            After every training you get a sheet like this, at no cost: three sentences at three strengths, beside your
            nearest originals. Circle the one that looks like you, and it becomes the strength of your style.
          </p>
          <p class="mono mt-6 text-foreground-secondary">
            <span class="text-foreground-primary">After Odile Brandvik,</span> who never lived: 24 originals, 1,000
            steps, painted by the engine that comes with the code.
          </p>
        </div>
        <div class="grid grid-cols-3 gap-x-1.5 gap-y-4 sm:grid-cols-[minmax(0,0.62fr)_repeat(3,minmax(0,1fr))] sm:gap-x-3 lg:max-w-200">
          <span class="hidden font-[550] text-[0.875rem] sm:block" aria-hidden="true">
            Originals
          </span>
          <For each={strengths}>
            {([name, strength]) => (
              <div class="flex flex-wrap items-baseline gap-x-2 text-[0.875rem]" aria-hidden="true">
                <span class="font-[550]">
                  {name.split(" ")[0]}
                  <span class="max-sm:hidden">{name.slice(name.split(" ")[0]?.length)}</span>
                </span>
                <span class="mono text-foreground-secondary">{strength}</span>
              </div>
            )}
          </For>
          <For each={rows}>{(row, place) => <Row {...row} row={place()} />}</For>
        </div>
      </div>
    </section>
  );
}

function Row(props: { row: number; sentence: string; seed: number }) {
  return (
    <>
      <div class="hidden flex-col gap-1.5 sm:flex">
        <For each={[1, 2]}>
          {(one) => (
            <img
              src={`/art/proof/original-${props.row * 2 + one}.webp`}
              alt=""
              width={240}
              height={180}
              loading="lazy"
              class="min-h-0 w-full flex-1 rounded-picture object-cover"
            />
          )}
        </For>
        <p class="mono text-foreground-secondary">seed {props.seed}</p>
      </div>
      <div class="relative col-span-3">
        <ul class="grid grid-cols-3 gap-1.5 sm:gap-3">
          <For each={strengths}>
            {([name], column) => {
              const cell = () => props.row * strengths.length + column() + 1;
              return (
                <li class="relative">
                  <img
                    src={`/art/proof/${cell()}.webp`}
                    alt={`${props.sentence}, ${name.toLowerCase()}`}
                    width={416}
                    height={416}
                    loading="lazy"
                    class="aspect-square w-full rounded-picture"
                  />
                  <span
                    class="mono absolute bottom-2 left-2 rounded-chip bg-background-primary/85 px-1.5 text-[0.6875rem]"
                    aria-hidden="true"
                  >
                    {cell()}
                  </span>
                  <Show when={cell() === CHOSEN}>
                    <Loop class="-inset-[6%] size-[112%]" />
                  </Show>
                </li>
              );
            }}
          </For>
        </ul>
        <p class="mt-1.5 text-foreground-secondary text-small">{props.sentence}</p>
      </div>
    </>
  );
}
