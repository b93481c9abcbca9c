import Dices from "lucide-solid/icons/dices";
import Lock from "lucide-solid/icons/lock";
import LockOpen from "lucide-solid/icons/lock-open";
import RotateCcw from "lucide-solid/icons/rotate-ccw";
import { Show } from "solid-js";
import { GENERATION } from "#contract/generation";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { Slider } from "../ui/slider.tsx";
import {
  freshRecipe,
  type Preset,
  pixels,
  presetOf,
  presets,
  type Recipe,
  type Shape,
  shapes,
  sizes,
} from "./recipe.ts";

export interface GenerationSettingsProps {
  settings: Recipe;
  /** The strength of the chosen proof; null before a choice. */
  chosen?: number | null | undefined;
  onChange: (settings: Partial<Recipe>) => void;
}

const shapeOptions = (Object.keys(shapes) as Shape[]).map((shape) => {
  const [across, up] = shapes[shape];
  const longer = Math.max(across, up);
  return { value: shape, label: shape, across: Math.round((across / longer) * 18), up: Math.round((up / longer) * 18) };
});

/** Only what the model takes; one sentence each on when to touch it. */
export default function GenerationSettings(props: GenerationSettingsProps) {
  const size = () => pixels(props.settings.shape, props.settings.size);
  const newSeed = () => props.onChange({ seed: Math.floor(Math.random() * (GENERATION.seed.max + 1)), locked: true });
  const knob = (
    field: "strength" | "promptStrength" | "steps" | "guidance",
    { min, max }: { min: number; max: number },
    step: number,
  ) => ({
    value: props.settings[field],
    min,
    max,
    step,
    onChange: (value: number) => props.onChange({ [field]: Number(value.toFixed(2)) }),
  });
  return (
    <div class="flex flex-col gap-6">
      <Choice
        label="Preset"
        value={presetOf(props.settings)}
        onChange={(name) => {
          if (name !== "own") props.onChange({ size: presets[name].size, steps: presets[name].steps });
        }}
        options={(Object.keys(presets) as Preset[]).map((value) => ({ value, label: presets[value].label }))}
      />
      <Slider
        label="Strength"
        {...knob("strength", GENERATION.strength, 0.05)}
        told={props.settings.strength.toFixed(2)}
        ends={["freer", "closer to my hand"]}
        help={
          props.chosen
            ? `You chose ${props.chosen} on your proof sheet. Lower it when every picture looks alike.`
            : "1 is as it was learned. Lower it when every picture looks alike."
        }
      />
      <Show when={props.settings.start}>
        <Slider
          label="Painted anew"
          {...knob("promptStrength", { min: 0, max: 1 }, 0.05)}
          told={`${Math.round(props.settings.promptStrength * 100)}%`}
          ends={["keep the picture", "forget it"]}
          help="How much of the picture you begin from is repainted. Half keeps what it shows. The result takes its shape."
        />
      </Show>
      <Show when={!props.settings.start}>
        <Choice
          label="Shape"
          columns={5}
          value={props.settings.shape}
          onChange={(shape) => props.onChange({ shape })}
          options={shapeOptions.map(({ value, label, across, up }) => ({
            value,
            label,
            drawing: (
              <span class="grid h-4.5 place-items-center" aria-hidden="true">
                <span
                  class="block rounded-[1px] border-[1.5px] border-current"
                  style={{ width: `${across}px`, height: `${up}px` }}
                />
              </span>
            ),
          }))}
        />
        <Choice
          label="Size"
          told={`${size().width} × ${size().height}`}
          value={props.settings.size}
          onChange={(chosen) => props.onChange({ size: chosen })}
          options={sizes.map((value) => ({ value, label: `${value}` }))}
        />
      </Show>
      <Choice
        label="Pictures"
        value={props.settings.count}
        onChange={(count) => props.onChange({ count })}
        options={[1, 2, 3, 4].map((value) => ({ value, label: `${value}` }))}
      />
      <div>
        <div class="flex items-baseline justify-between font-[550] text-[0.875rem]/5">
          Seed
          <span class="mono text-small! font-medium">
            {props.settings.locked ? props.settings.seed : "new each time"}
          </span>
        </div>
        <div class="mt-2 grid grid-cols-2 gap-2">
          <Button
            variant="secondary"
            size="sm"
            aria-pressed={props.settings.locked}
            icon={
              props.settings.locked ? <Lock size={16} strokeWidth={1.75} /> : <LockOpen size={16} strokeWidth={1.75} />
            }
            onClick={() => props.onChange({ locked: !props.settings.locked })}
          >
            {props.settings.locked ? "Locked" : "Lock"}
          </Button>
          <Button variant="secondary" size="sm" icon={<Dices size={16} strokeWidth={1.75} />} onClick={newSeed}>
            New one
          </Button>
        </div>
        <p class="mt-2 text-foreground-secondary text-small">Same seed, same staging. Lock it to compare a change.</p>
      </div>
      <Slider
        label="Time on the canvas"
        {...knob("steps", GENERATION.steps, 1)}
        told={`${props.settings.steps} steps`}
        help="More than 35 rarely shows. Better captions help more."
      />
      <Slider
        label="Hold to the words"
        {...knob("guidance", GENERATION.guidance, 0.5)}
        told={props.settings.guidance.toFixed(1)}
        ends={["loosely", "to the letter"]}
        help="3 suits most. Raise it when something you asked for is missing."
      />
      <Button
        variant="ghost"
        size="sm"
        class="-ml-3 self-start"
        icon={<RotateCcw size={16} strokeWidth={1.75} />}
        onClick={() =>
          props.onChange({
            ...freshRecipe,
            strength: props.chosen ?? freshRecipe.strength,
            prompt: props.settings.prompt,
            start: props.settings.start,
          })
        }
      >
        Back to my defaults
      </Button>
    </div>
  );
}
