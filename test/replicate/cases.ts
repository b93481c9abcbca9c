import type { Case } from "./case.ts";
import { filesCases } from "./files-cases.ts";
import { modelsCases } from "./models-cases.ts";
import { predictionsCases } from "./predictions-cases.ts";
import { trainingsCases } from "./trainings-cases.ts";

/** What the provider was seen to answer: held against the stand-in, against what was recorded, and against the live service. */
export const cases: Case[] = [...modelsCases, ...trainingsCases, ...predictionsCases, ...filesCases];
