import type { Generation } from "#contract/generation";
import type { Training } from "#contract/training";
import type { StyleState } from "./reduce.ts";
import { generationEnded, trainingEnded } from "./select.ts";

/** A job this browser saw at work and whose end it still owes the artist. */
export interface Errand {
  styleId: string;
  kind: "training" | "generation";
  /** Unix milliseconds of this machine. */
  since: number;
  /** A picture that ended while others of its style are still being painted. */
  ended?: { id: string; came: boolean; prompt: string; picture: string | null };
}

/** By job id. */
export type Errands = Record<string, Errand>;

/** What to tell the artist about an end. */
export interface Told {
  id: string;
  title: string;
  detail: string;
  href: string;
  picture?: string | undefined;
}

/** Nothing is waited for longer: every job has an end long before. */
const FORGOTTEN_MS = 24 * 3_600_000;

function trainingTold(training: Training, name: string): Told | undefined {
  const href = `/styles/${training.styleId}`;
  const id = `training:${training.id}`;
  if (training.status === "COMPLETED")
    return {
      id,
      title: `${name} has learned`,
      detail: "Its test picture is there. You can paint in it now.",
      href,
      picture: training.testImageUrl ?? undefined,
    };
  if (training.status === "FAILED")
    return {
      id,
      title: `${name} stopped`,
      detail: `${training.errorMessage ?? "The training did not come to its end."} 1 training is back.`,
      href,
    };
  return undefined;
}

const pictures = (count: number) => (count === 1 ? "1 picture" : `${count} pictures`);

function generationsTold(errands: [string, Errand][], styleId: string, name: string): Told | undefined {
  const ended = errands.flatMap(([, { ended: end }]) => (end ? [end] : []));
  const came = ended.filter((end) => end.came);
  const lost = ended.length - came.length;
  const last = came.at(-1);
  const back = lost === 0 ? "" : `${pictures(lost)} did not come out and ${lost === 1 ? "is" : "are"} back. `;
  const first = ended[0];
  if (!first) return undefined;
  return {
    id: `generation:${first.id}`,
    title: last ? `${pictures(came.length)} in ${name}` : `Nothing came out in ${name}`,
    detail: `${back}“${first.prompt}”`,
    href: last ? `/generate/${styleId}?picture=${last.id}` : `/generate/${styleId}`,
    picture: last?.picture ?? undefined,
  };
}

const asEnded = (generation: Generation): NonNullable<Errand["ended"]> => ({
  id: generation.id,
  came: generation.status === "COMPLETED",
  prompt: generation.prompt,
  picture: generation.thumbnailUrl,
});

/**
 * What is still waited for after a look at one style, and what is to be told. Pictures asked for together are told together;
 * what the artist cancelled is not news. Looking twice tells once.
 */
export function follow(errands: Errands, state: StyleState, styleId: string, now: number) {
  const next: Errands = {};
  const told: Told[] = [];
  const name = state.style?.name ?? "Your style";
  for (const [id, errand] of Object.entries(errands)) {
    if (now - errand.since > FORGOTTEN_MS || (state.gone && errand.styleId === styleId)) continue;
    next[id] = errand;
  }
  for (const training of Object.values(state.trainings)) {
    if (!trainingEnded(training)) next[training.id] ??= { styleId, kind: "training", since: now };
    else if (next[training.id]) {
      delete next[training.id];
      const news = trainingTold(training, name);
      if (news) told.push(news);
    }
  }
  for (const generation of Object.values(state.generations)) {
    // A proof was not asked for, so nobody waits to hear of it.
    if (generation.purpose === "PROOF") continue;
    const known = next[generation.id];
    if (!generationEnded(generation)) next[generation.id] ??= { styleId, kind: "generation", since: now };
    else if (generation.status === "CANCELED") delete next[generation.id];
    else if (known && !known.ended) next[generation.id] = { ...known, ended: asEnded(generation) };
  }
  for (const id of Object.keys(next)) if (state.removed[id]) delete next[id];
  const painting = Object.entries(next).filter(
    ([, errand]) => errand.kind === "generation" && errand.styleId === styleId,
  );
  if (painting.length > 0 && painting.every(([, { ended }]) => ended)) {
    for (const [id] of painting) delete next[id];
    const news = generationsTold(painting, styleId, name);
    if (news) told.push(news);
  }
  return { errands: next, told, changed: changed(errands, next) };
}

/** Entries are never changed in place: the same entries mean the same errands. */
const changed = (before: Errands, after: Errands): boolean =>
  Object.keys(before).length !== Object.keys(after).length ||
  Object.entries(after).some(([id, errand]) => before[id] !== errand);
