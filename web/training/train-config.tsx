import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import X from "lucide-solid/icons/x";
import { createMemo, createSignal, lazy, Show, Suspense } from "solid-js";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { count } from "../ui/say.ts";
import { choiceWords, type PresetName, presetOf, presets } from "./presets.ts";
import { wishFor, wishOf } from "./train-wish.ts";

const TrainSettings = lazy(() => import("./train-settings.tsx"));

/** How it shall learn: three plain choices, and the rest behind one button. */
export function TrainConfig(props: { styleId: string }) {
  const [open, setOpen] = createSignal(false);
  const wanted = createMemo<boolean>((before) => before || open(), false);
  const wish = () => wishOf(props.styleId);
  const preset = () => presetOf(wish().choice);
  const choose = (name: PresetName | "own") => {
    const found = presets.find((one) => one.name === name);
    if (found) wishFor(props.styleId, { choice: found.config });
    else setOpen(true);
  };
  return (
    <div data-train-config>
      <Show when={wish().from}>
        {(from) => (
          <div class="mb-4 flex items-start gap-2 rounded-control bg-background-secondary py-2.5 pr-2 pl-3 text-small">
            <p class="flex-1">
              Again from <span class="font-[550]">{from().title}</span>: its {count(from().imageCount, "picture")} with
              the captions they had then.
            </p>
            <button
              type="button"
              class="touch grid size-6 shrink-0 place-items-center rounded-chip text-foreground-secondary hover:text-foreground-primary"
              aria-label="Train on the pictures of today instead"
              title="Train on the pictures of today instead"
              onClick={() => wishFor(props.styleId, { from: null })}
            >
              <X size={16} strokeWidth={1.75} />
            </button>
          </div>
        )}
      </Show>
      <Choice<PresetName | "own">
        label="How it learns"
        value={preset()?.name ?? "own"}
        onChange={choose}
        options={[
          ...presets.map(({ name, label }) => ({ value: name, label })),
          ...(preset() ? [] : [{ value: "own" as const, label: "Own" }]),
        ]}
      />
      <p class="mt-2 text-foreground-secondary text-small">
        {preset()?.when ?? `Settings of your own: ${choiceWords(wish().choice)}.`}
      </p>
      <Button
        variant="ghost"
        size="sm"
        class="mt-1 -ml-3"
        icon={<SlidersHorizontal size={16} strokeWidth={1.75} />}
        onClick={() => setOpen(true)}
      >
        More settings
      </Button>
      <Show when={wanted()}>
        <Suspense>
          <TrainSettings
            open={open()}
            onClose={() => setOpen(false)}
            choice={wish().choice}
            onChange={(part) => wishFor(props.styleId, { choice: { ...wish().choice, ...part } })}
          />
        </Suspense>
      </Show>
    </div>
  );
}
