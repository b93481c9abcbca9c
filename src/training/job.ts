import type { Ctx } from "../http/ctx.ts";
import { describe, log } from "../http/log.ts";
import { signUrl } from "../http/sign.ts";
import { buy } from "../replicate/buy.ts";
import { providerOf } from "../replicate/client.ts";
import { keep } from "../replicate/keep.ts";
import { fetchPicture, OutputError, openOutput } from "../replicate/output.ts";
import type { PurchaseEvent } from "../replicate/purchase.ts";
import { proofKey, type TrainingState, weightsKey } from "./machine.ts";
import { proofOrder, setPath, trainOrder } from "./order.ts";

const MAX_WEIGHTS_BYTES = 2_000_000_000;
/** Shorter than the time after which their copying is taken for dead. */
const WEIGHTS_TIMEOUT_MS = 240_000;

/** Does whatever this training waits for, and tells its room. Throws only when the room itself is out of reach. */
export async function workOnTraining(ctx: Ctx, roomId: string, jobId: string): Promise<void> {
  const room = ctx.rooms(roomId);
  const job = await room.claim(jobId);
  if (job?.kind !== "training") return;
  const event = await work(ctx, job.state);
  const { requestId } = ctx;
  const remote = event?.type === "submitted" && { remoteId: event.remoteId };
  log("info", "job.worked", { requestId, styleId: job.state.copy.styleId, jobId, did: event?.type, ...remote });
  if (event) await room.apply(jobId, { kind: "training", event });
}

async function work(ctx: Ctx, state: TrainingState): Promise<PurchaseEvent | null> {
  const { phase, token, output } = state.purchase;
  if (!token) return null;
  if (phase === "claimed") {
    return buy(
      token,
      () => order(ctx, state),
      ({ status, outcome }) => {
        ctx.count({ what: "fault", code: String(status) });
        log("warn", "training.not-bought", { requestId: ctx.requestId, jobId: state.copy.id, status, outcome });
      },
    );
  }
  const url = output?.files[0];
  if (phase !== "keeping" || !url) return null;
  const copy = () => (state.leg === "train" ? keepWeights(ctx, state, url) : keepProof(ctx, state, url));
  return keep(token, copy, (error) =>
    log("warn", "training.not-kept", { jobId: state.copy.id, leg: state.leg, reason: describe(error) }),
  );
}

function order({ settings }: Ctx, state: TrainingState): Promise<string> {
  const provider = providerOf(settings);
  if (state.leg === "proof") return provider.paint(proofOrder(settings.APP_URL, state));
  // Good for as long as the job may live: the provider may queue, and fetch more than once.
  const setUrl = signUrl(settings, setPath(state.copy.id), state.copy.deadlineAt);
  return provider.train(trainOrder(settings.APP_URL, state, setUrl));
}

async function keepWeights({ files }: Ctx, { copy }: TrainingState, url: string): Promise<void> {
  const { body, size } = await openOutput(url, MAX_WEIGHTS_BYTES, WEIGHTS_TIMEOUT_MS);
  // R2 takes no stream of unknown length.
  if (size === null) throw new OutputError("weights of unknown length", false);
  const sized = body.pipeThrough(new FixedLengthStream(size));
  await files.put(weightsKey(copy), sized, { httpMetadata: { contentType: "application/x-tar" } });
}

async function keepProof({ files }: Ctx, { copy }: TrainingState, url: string): Promise<void> {
  await files.put(proofKey(copy), await fetchPicture(url), { httpMetadata: { contentType: "image/webp" } });
}
