import { MIN_IMAGES, type StyleStatus } from "#contract/styles";
import type { Training } from "#contract/training";
import { Badge, type BadgeTone } from "../ui/badge.tsx";
import { number } from "../ui/say.ts";

export interface StatusProps {
  status: StyleStatus;
  imageCount: number;
  /** The newest training, when it is known. */
  training?: Training | undefined;
}

const tones: Record<StyleStatus, BadgeTone> = {
  DRAFT: "draft",
  READY_TO_TRAIN: "ready",
  TRAINING: "live",
  TRAINED: "done",
  FAILED: "bad",
};

/** The kinds of states, without the numbers of one style. */
export const statusNames: Record<StyleStatus, string> = {
  TRAINING: "Learning",
  TRAINED: "Trained",
  READY_TO_TRAIN: "Ready to train",
  DRAFT: "Draft",
  FAILED: "Stopped",
};

/** A style's status as words: "Draft, 15 of 20", "Learning, 62%", "Stopped at step 410". */
export function statusWords({ status, imageCount, training }: StatusProps): string {
  switch (status) {
    case "DRAFT":
      return `Draft, ${imageCount} of ${MIN_IMAGES}`;
    case "READY_TO_TRAIN":
      return "Ready to train";
    case "TRAINING":
      if (training?.stage === "proofing") return "Painting its proof";
      return training && training.currentStep > 0 ? `Learning, ${Math.floor(training.progress)}%` : "Learning";
    case "TRAINED":
      return "Trained";
    case "FAILED":
      return training && training.currentStep > 0 ? `Stopped at step ${number(training.currentStep)}` : "Stopped";
  }
}

export function StyleStatusBadge(props: StatusProps) {
  return <Badge tone={tones[props.status]}>{statusWords(props)}</Badge>;
}
