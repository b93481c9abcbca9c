import { Show } from "solid-js";
import { CAPTION_DROPOUT, LEARNING_RATE, LORA_RANK, type Resolution, TRAINING_STEPS } from "#contract/training";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { Modal } from "../ui/modal.tsx";
import { number } from "../ui/say.ts";
import { Slider } from "../ui/slider.tsx";
import { presetOf, presets, type TrainChoice } from "./presets.ts";

interface TrainSettingsProps {
  open: boolean;
  onClose: () => void;
  choice: TrainChoice;
  onChange: (part: Partial<TrainChoice>) => void;
}

/** Above it a set of forty has been seen so often that it is repeated rather than learned. */
const STEPS_MOST = 4_000;

const resolutionWords: { value: Resolution; label: string; when: string }[] = [
  { value: "512", label: "512", when: "Fast; fine strokes are not seen. For a first look." },
  { value: "512,768", label: "to 768", when: "Between the two: strokes yes, grain hardly." },
  {
    value: "512,768,1024",
    label: "to 1024",
    when: "Sees the whole and the brush. Leave it here unless pictures are small.",
  },
  { value: "1024", label: "only 1024", when: "Only close up. For scans in which the grain of the paper matters." },
];

/** A tenth of a step of ten: rates are felt in proportion, so the slider runs along powers. */
const toSlider = (rate: number) => Math.round(Math.log10(rate) * 20);
const fromSlider = (place: number) => Number((10 ** (place / 20)).toPrecision(2));

/** Every knob of the trainer that helps, with one sentence: when to touch it. */
export default function TrainSettings(props: TrainSettingsProps) {
  return (
    <Modal
      open={props.open}
      onClose={props.onClose}
      title="How it learns"
      description="Better pictures and captions help more than any of these."
    >
      <div class="mt-5 flex flex-col gap-6">
        <Slider
          label="Length"
          value={props.choice.steps}
          onChange={(steps) => props.onChange({ steps })}
          min={100}
          max={Math.max(STEPS_MOST, Math.min(TRAINING_STEPS.max, props.choice.steps))}
          step={100}
          told={`${number(props.choice.steps)} steps`}
          help="Longer when results do not look like you yet, shorter when they repeat your pictures."
        />
        <Slider
          label="Boldness"
          value={toSlider(props.choice.learningRate)}
          onChange={(place) => props.onChange({ learningRate: fromSlider(place) })}
          min={toSlider(LEARNING_RATE.min)}
          max={toSlider(0.002)}
          step={1}
          told={String(props.choice.learningRate)}
          ends={["patient", "bold"]}
          help="How far each step goes. Lower it when colours burn out or shapes break; it then needs more steps."
        />
        <Slider
          label="Room for detail"
          value={Math.log2(props.choice.loraRank)}
          onChange={(power) => props.onChange({ loraRank: 2 ** power })}
          min={Math.log2(4)}
          max={Math.log2(LORA_RANK.max)}
          step={1}
          told={`rank ${props.choice.loraRank}`}
          help="Raise it for a hand rich in marks and textures; a flat, graphic hand needs less and stays freer."
        />
        <Slider
          label="Steps without a caption"
          value={Math.round(props.choice.captionDropout * 100)}
          onChange={(share) => props.onChange({ captionDropout: share / 100 })}
          min={CAPTION_DROPOUT.min * 100}
          max={50}
          step={5}
          told={`${Math.round(props.choice.captionDropout * 100)}%`}
          help="More makes the style come by itself whatever is asked for; less keeps it to the words you wrote."
        />
        <div>
          <Choice
            label="Seen at"
            told="pixels"
            value={props.choice.resolution}
            onChange={(resolution) => props.onChange({ resolution })}
            options={resolutionWords}
          />
          <p class="mt-2 text-[0.8125rem]/[1.1875rem] text-foreground-secondary">
            {resolutionWords.find(({ value }) => value === props.choice.resolution)?.when}
          </p>
        </div>
      </div>
      <div class="mt-6 flex justify-end gap-2">
        <Show when={presetOf(props.choice)?.name !== "balanced"}>
          <Button variant="ghost" onClick={() => props.onChange(presets[1].config)}>
            Back to balanced
          </Button>
        </Show>
        <Button variant="secondary" onClick={props.onClose}>
          Done
        </Button>
      </div>
    </Modal>
  );
}
