import { Slider as Kobalte } from "@kobalte/core/slider";
import { Show } from "solid-js";

export interface SliderProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  min: number;
  max: number;
  step: number;
  /** The value in words, such as "28 steps". */
  told: string;
  /** Words under both ends. */
  ends?: [string, string];
  /** One sentence: when to touch it. */
  help?: string;
}

export function Slider(props: SliderProps) {
  return (
    <Kobalte
      value={[props.value]}
      onChange={([value]) => value !== undefined && props.onChange(value)}
      minValue={props.min}
      maxValue={props.max}
      step={props.step}
      getValueLabel={() => props.told}
      class="touch-none"
    >
      <div class="flex items-baseline justify-between">
        <Kobalte.Label class="font-[550] text-[0.875rem]/5">{props.label}</Kobalte.Label>
        <span class="mono text-small! font-medium">{props.told}</span>
      </div>
      <div class="px-[9px]">
        <Kobalte.Track class="relative my-3.5 h-1 bg-border-control before:absolute before:-inset-x-[9px] before:-inset-y-4 after:absolute after:inset-y-0 after:left-full after:w-[9px] after:rounded-r-full after:bg-border-control">
          <Kobalte.Fill class="absolute h-full bg-accent-primary before:absolute before:inset-y-0 before:-left-[9px] before:w-[9px] before:rounded-l-full before:bg-accent-primary" />
          <Kobalte.Thumb class="-top-[7px] block size-[18px] cursor-grab rounded-full bg-white shadow-[0_0_0_3px_var(--color-background-primary)] active:cursor-grabbing" />
        </Kobalte.Track>
      </div>
      <Show when={props.ends}>
        {(ends) => (
          <div class="mono flex justify-between text-foreground-secondary">
            <span>{ends()[0]}</span>
            <span>{ends()[1]}</span>
          </div>
        )}
      </Show>
      <Show when={props.help}>
        <Kobalte.Description class="mt-2 text-[0.8125rem]/[1.1875rem] text-foreground-secondary">
          {props.help}
        </Kobalte.Description>
      </Show>
    </Kobalte>
  );
}
