import type { PaintOrder, TrainOrder } from "../replicate/client.ts";
import { webhookUrl } from "../replicate/webhook-url.ts";
import type { TrainingState } from "./machine.ts";

/** The same picture for every style: versions can be compared by it. */
const PROOF = {
  subject: "a tree on a hill by the water",
  seed: 20_001,
  side: 256,
  steps: 28,
  guidance: 3,
  strength: 1,
};

/** Where a training's frozen set is fetched as a ZIP; the provider shows this path in its list of runs. */
export const setPath = (trainingId: string) => `/files/sets/${trainingId}.zip`;

/** The token of the run being bought; a claim has given it. */
const tokenOf = ({ purchase }: TrainingState): string => {
  if (!purchase.token) throw new Error("an order without a claim");
  return purchase.token;
};

const hookOf = (appUrl: string, state: TrainingState) =>
  webhookUrl(appUrl, state.copy.styleId, state.copy.id, tokenOf(state));

/** @param setUrl the signed URL of {@link setPath}. */
export const trainOrder = (appUrl: string, state: TrainingState, setUrl: string): TrainOrder => ({
  setUrl,
  triggerWord: state.copy.triggerWord,
  steps: state.copy.steps,
  learningRate: state.copy.learningRate,
  loraRank: state.copy.loraRank,
  captionDropout: state.copy.captionDropout,
  resolution: state.copy.resolution,
  webhook: hookOf(appUrl, state),
});

/** The free test picture, painted by the version just trained. */
export const proofOrder = (appUrl: string, state: TrainingState): PaintOrder => ({
  version: state.copy.remoteVersion ?? "",
  prompt: proofPrompt(state),
  seed: PROOF.seed,
  width: PROOF.side,
  height: PROOF.side,
  steps: PROOF.steps,
  guidance: PROOF.guidance,
  strength: PROOF.strength,
  start: null,
  webhook: hookOf(appUrl, state),
});

export const proofPrompt = ({ copy }: TrainingState): string => `${PROOF.subject}, in the style of ${copy.triggerWord}`;
export const PROOF_SEED = PROOF.seed;
