import type { Generation } from "#contract/generation";
import type { StyleImage } from "#contract/images";
import type { Frame } from "#contract/live";
import type { Style, StyleDetail } from "#contract/styles";
import type { FinishedRun, Model, Training } from "#contract/training";

/** Everything the page knows of one style. */
export interface StyleState {
  style: Style | null;
  /** The version that paints new pictures. */
  model: Model | null;
  /** What an expectation is made from. */
  finishedRuns: FinishedRun[];
  images: Record<string, StyleImage>;
  trainings: Record<string, Training>;
  generations: Record<string, Generation>;
  /** Entities that were removed → the rev that said so: only a higher one, out of the bin, brings them back. */
  removed: Record<string, number>;
  /** Training id → when its last news came, Unix milliseconds of this machine. */
  heard: Record<string, number>;
  /** The style itself was deleted. */
  gone: boolean;
}

export const nothingKnown: StyleState = {
  style: null,
  model: null,
  finishedRuns: [],
  images: {},
  trainings: {},
  generations: {},
  removed: {},
  heard: {},
  gone: false,
};

/** `detail` is the whole truth about images; `since` holds the images known when it was asked for. */
export type News =
  | Frame
  | { type: "detail"; detail: StyleDetail; since: readonly string[] }
  | { type: "generations"; generations: readonly Generation[] }
  | { type: "style"; style: Style };

interface Entity {
  id: string;
  rev: number;
}

/** Images know no bin. */
const FOR_EVER = Number.POSITIVE_INFINITY;

/** A frame speaks of change: only a higher rev counts. An answer also renews signed links: the same rev does. */
type Rule = "higher" | "same-or-higher";

function put<E extends Entity>(
  known: Record<string, E>,
  entity: E,
  removed: Record<string, number>,
  rule: Rule,
): Record<string, E> {
  if (entity.rev <= (removed[entity.id] ?? -1)) return known;
  const before = known[entity.id];
  if (before && (rule === "higher" ? entity.rev <= before.rev : entity.rev < before.rev)) return known;
  return { ...known, [entity.id]: entity };
}

function putAll<E extends Entity>(
  known: Record<string, E>,
  entities: readonly E[],
  removed: Record<string, number>,
  rule: Rule,
): Record<string, E> {
  return entities.reduce((all, entity) => put(all, entity, removed, rule), known);
}

function without<E>(known: Record<string, E>, id: string): Record<string, E> {
  if (!(id in known)) return known;
  const { [id]: _, ...rest } = known;
  return rest;
}

function hear(state: StyleState, trainings: readonly Training[], rule: Rule, at: number): StyleState {
  const next = putAll(state.trainings, trainings, state.removed, rule);
  if (next === state.trainings) return state;
  const fresh = trainings.filter((training) => (state.trainings[training.id]?.rev ?? -1) < training.rev);
  const heard = { ...state.heard, ...Object.fromEntries(fresh.map(({ id }) => [id, at])) };
  return { ...state, trainings: next, heard };
}

function mergeDetail(state: StyleState, detail: StyleDetail, since: readonly string[], at: number): StyleState {
  const { images, training, model, finishedRuns, ...style } = detail;
  const listed = new Set(images.map(({ id }) => id));
  const missed = since.filter((id) => !listed.has(id) && id in state.images);
  const removed = { ...state.removed, ...Object.fromEntries(missed.map((id) => [id, FOR_EVER])) };
  const kept = missed.reduce(without, state.images);
  const told = {
    ...state,
    style,
    finishedRuns,
    model: model && removed[model.trainingId] ? state.model : model,
    removed,
    images: putAll(kept, images, removed, "same-or-higher"),
  };
  return training ? hear(told, [training], "same-or-higher", at) : told;
}

/** The next state after some news; the same object when the news is old. `at` is this machine's clock, Unix milliseconds. */
export function reduce(state: StyleState, news: News, at: number): StyleState {
  switch (news.type) {
    case "snapshot": {
      const heard = hear(state, news.trainings, "higher", at);
      const generations = putAll(heard.generations, news.generations, heard.removed, "higher");
      return generations === heard.generations ? heard : { ...heard, generations };
    }
    case "training":
      return hear(state, [news.training], "higher", at);
    case "generation":
    case "generations": {
      const told = news.type === "generation" ? [news.generation] : news.generations;
      const rule = news.type === "generation" ? "higher" : "same-or-higher";
      const generations = putAll(state.generations, told, state.removed, rule);
      return generations === state.generations ? state : { ...state, generations };
    }
    case "image": {
      const images = put(state.images, news.image, state.removed, "higher");
      return images === state.images ? state : { ...state, images };
    }
    case "images": {
      const images = putAll(state.images, news.images, state.removed, "higher");
      return images === state.images ? state : { ...state, images };
    }
    case "image-removed":
      if (state.removed[news.imageId]) return state;
      return {
        ...state,
        images: without(state.images, news.imageId),
        removed: { ...state.removed, [news.imageId]: FOR_EVER },
      };
    case "generation-removed":
      if (news.rev <= (state.removed[news.generationId] ?? -1)) return state;
      return {
        ...state,
        generations: without(state.generations, news.generationId),
        removed: { ...state.removed, [news.generationId]: news.rev },
      };
    case "training-removed":
      if (state.removed[news.trainingId]) return state;
      return {
        ...state,
        trainings: without(state.trainings, news.trainingId),
        model: state.model?.trainingId === news.trainingId ? null : state.model,
        removed: { ...state.removed, [news.trainingId]: FOR_EVER },
      };
    case "model":
      return { ...state, model: news.model };
    case "style-removed":
      return state.gone ? state : { ...state, gone: true };
    case "style":
      return { ...state, style: news.style };
    case "detail":
      return mergeDetail(state, news.detail, news.since, at);
  }
}
