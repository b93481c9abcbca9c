import { describe, expect, it } from "vitest";
import type { Generation } from "#contract/generation";
import type { StyleImage } from "#contract/images";
import type { Frame } from "#contract/live";
import type { StyleDetail } from "#contract/styles";
import type { Training } from "#contract/training";
import { type News, nothingKnown, reduce, type StyleState } from "../../web/live/reduce.ts";
import { canPaint, generationsOf, givenBack, imagesOf, newestTraining, statusOf } from "../../web/live/select.ts";

const NOW = 1_000;
const image = (id: string, rev: number, more: Partial<StyleImage> = {}): StyleImage => ({
  id,
  styleId: "s",
  filename: `${id}.jpg`,
  originalUrl: `/o/${id}`,
  thumbnailUrl: `/t/${id}`,
  width: 10,
  height: 10,
  sizeBytes: 1,
  mimeType: "image/jpeg",
  crc32: 1,
  caption: null,
  position: 0,
  createdAt: `2026-01-01T00:00:0${id.length}.000Z`,
  rev,
  ...more,
});
const training = (id: string, rev: number, more: Partial<Training> = {}): Training => ({
  id,
  styleId: "s",
  status: "PROCESSING",
  stage: "training",
  progress: 10,
  currentStep: 100,
  totalSteps: 1_000,
  stepsPerSecond: 1,
  estimatedTimeRemaining: 900,
  loss: [],
  config: {
    steps: 1_000,
    learningRate: 0.0004,
    loraRank: 16,
    captionDropout: 0.05,
    resolution: "512,768,1024",
    modelType: "LORA",
  },
  imageCount: 20,
  testImageUrl: null,
  errorMessage: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  startedAt: null,
  completedAt: null,
  deadlineAt: "2026-01-01T03:00:00.000Z",
  rev,
  ...more,
});
const generation = (id: string, rev: number, more: Partial<Generation> = {}): Generation => ({
  id,
  styleId: "s",
  trainingId: "t",
  status: "PROCESSING",
  purpose: "PICTURE",
  start: null,
  startUrl: null,
  promptStrength: null,
  prompt: "boats",
  negativePrompt: null,
  outputType: "IMAGE",
  outputUrl: null,
  thumbnailUrl: null,
  width: 512,
  height: 512,
  steps: 28,
  guidance: 3,
  strength: 1,
  seed: 1,
  progress: null,
  errorMessage: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  startedAt: null,
  completedAt: null,
  deadlineAt: "2026-01-01T00:30:00.000Z",
  rev,
  ...more,
});
const detail = (more: Partial<StyleDetail> = {}): StyleDetail => ({
  id: "s",
  name: "Harbour",
  description: null,
  status: "DRAFT",
  imageCount: 0,
  thumbnailUrl: null,
  mosaicUrls: [],
  versionCount: 0,
  strength: null,
  triggerWord: "HRB",
  createdAt: "",
  updatedAt: "",
  images: [],
  training: null,
  model: null,
  finishedRuns: [],
  ...more,
});
const seen = (...news: News[]): StyleState => news.reduce((state, one) => reduce(state, one, NOW), nothingKnown);
const told = (one: StyleDetail, since: string[] = []): News => ({ type: "detail", detail: one, since });

describe("a frame", () => {
  const kinds: [string, (rev: number) => Frame, (state: StyleState) => number | undefined][] = [
    ["image", (rev) => ({ type: "image", image: image("i", rev) }), (state) => state.images.i?.rev],
    ["many images", (rev) => ({ type: "images", images: [image("i", rev)] }), (state) => state.images.i?.rev],
    ["training", (rev) => ({ type: "training", training: training("t", rev) }), (state) => state.trainings.t?.rev],
    [
      "generation",
      (rev) => ({ type: "generation", generation: generation("g", rev) }),
      (state) => state.generations.g?.rev,
    ],
  ];
  for (const [name, frame, rev] of kinds) {
    it(`of ${name} is taken when it is the first or newer, and dropped when it is not`, () => {
      const known = seen(frame(3));
      expect(rev(known)).toBe(3);
      expect(rev(reduce(known, frame(4), NOW))).toBe(4);
      expect(reduce(known, frame(3), NOW)).toBe(known);
      expect(reduce(known, frame(2), NOW)).toBe(known);
    });
  }

  it("of one entity leaves the others as they are", () => {
    const known = seen({ type: "image", image: image("a", 1) }, { type: "image", image: image("b", 1) });
    const next = reduce(known, { type: "image", image: image("b", 2) }, NOW);
    expect(next.images.a).toBe(known.images.a);
    expect(next.trainings).toBe(known.trainings);
    expect(next.generations).toBe(known.generations);
  });

  it("of a removal is final for all that is older, whoever tells it", () => {
    const gone = seen(
      { type: "image", image: image("i", 1) },
      { type: "generation", generation: generation("g", 1) },
      { type: "image-removed", imageId: "i", rev: 2 },
      { type: "generation-removed", generationId: "g", rev: 2 },
    );
    expect([gone.images, gone.generations]).toEqual([{}, {}]);
    const later: News[] = [
      { type: "image", image: image("i", 9) },
      { type: "generation", generation: generation("g", 2) },
      { type: "generations", generations: [generation("g", 2)] },
      { type: "snapshot", trainings: [], generations: [generation("g", 1)] },
      { type: "image-removed", imageId: "i", rev: 3 },
      { type: "generation-removed", generationId: "g", rev: 2 },
    ];
    for (const news of later) expect(reduce(gone, news, NOW), news.type).toBe(gone);
    expect(reduce(gone, told(detail({ images: [image("i", 9)] })), NOW).images).toEqual({});
  });

  it("of a picture that comes back out of the bin has a higher rev than its removal", () => {
    const back = seen(
      { type: "generation", generation: generation("g", 1) },
      { type: "generation-removed", generationId: "g", rev: 2 },
      { type: "generation", generation: generation("g", 3) },
    );
    expect(back.generations.g?.rev).toBe(3);
    const again = reduce(back, { type: "generation-removed", generationId: "g", rev: 4 }, NOW);
    expect(again.generations).toEqual({});
    expect(reduce(again, { type: "generations", generations: [generation("g", 3)] }, NOW)).toBe(again);
  });

  it("of a removal that comes before the entity keeps it away", () => {
    const state = seen({ type: "image-removed", imageId: "i", rev: 2 }, { type: "image", image: image("i", 1) });
    expect(state.images).toEqual({});
  });

  it("of the style's end is kept", () => {
    const state = seen({ type: "style-removed" });
    expect(state.gone).toBe(true);
    expect(reduce(state, { type: "style-removed" }, NOW)).toBe(state);
  });
});

describe("a snapshot", () => {
  it("merges by rev and keeps what it does not name", () => {
    const known = seen(
      { type: "generation", generation: generation("old", 7, { status: "COMPLETED" }) },
      { type: "generation", generation: generation("g", 5) },
      { type: "training", training: training("t", 5) },
    );
    const next = reduce(
      known,
      { type: "snapshot", trainings: [training("t", 4)], generations: [generation("g", 6), generation("new", 0)] },
      NOW,
    );
    expect(next.trainings).toBe(known.trainings);
    expect(next.generations.old).toBe(known.generations.old);
    expect([next.generations.g?.rev, next.generations.new?.rev]).toEqual([6, 0]);
    expect(reduce(next, { type: "snapshot", trainings: [], generations: [] }, NOW)).toBe(next);
  });
});

describe("a detail", () => {
  it("renews signed links at the same rev, and never walks back", () => {
    const known = seen({ type: "image", image: image("i", 2) });
    const fresh = reduce(known, told(detail({ images: [image("i", 2, { thumbnailUrl: "/fresh" })] }), ["i"]), NOW);
    expect(fresh.images.i?.thumbnailUrl).toBe("/fresh");
    const stale = reduce(known, told(detail({ images: [image("i", 1, { caption: "old" })] }), ["i"]), NOW);
    expect(stale.images.i?.caption).toBeNull();
  });

  it("takes away what was removed meanwhile, but not what came after it was asked for", () => {
    const known = seen({ type: "image", image: image("gone", 1) }, { type: "image", image: image("late", 1) });
    const next = reduce(known, told(detail({ images: [] }), ["gone"]), NOW);
    expect(Object.keys(next.images)).toEqual(["late"]);
    expect(next.removed).toEqual({ gone: Number.POSITIVE_INFINITY });
  });

  it("does not lose a model that a frame's COMPLETED implies, nor an older training", () => {
    const known = seen({ type: "training", training: training("t", 9, { status: "COMPLETED" }) });
    const next = reduce(known, told(detail({ training: training("t", 3) })), NOW);
    expect(next.trainings.t?.status).toBe("COMPLETED");
    expect(canPaint(next)).toBe(true);
    expect(next.style?.name).toBe("Harbour");
  });

  it("keeps the entities out of the style", () => {
    expect(seen(told(detail({ images: [image("i", 1)] }))).style).not.toHaveProperty("images");
  });
});

describe("the hearing of a training", () => {
  it("is noted at the news, not at its repetition nor at renewed links", () => {
    const first = reduce(nothingKnown, { type: "training", training: training("t", 1) }, 50);
    expect(first.heard).toEqual({ t: 50 });
    expect(reduce(first, { type: "training", training: training("t", 1) }, 60).heard).toEqual({ t: 50 });
    expect(reduce(first, told(detail({ training: training("t", 1) })), 70).heard).toEqual({ t: 50 });
    expect(reduce(first, { type: "training", training: training("t", 2) }, 80).heard).toEqual({ t: 80 });
  });
});

describe("the selection", () => {
  const at = (second: number) => `2026-01-01T00:00:0${second}.000Z`;
  it("gives images in upload order and generations newest first", () => {
    const state = seen(
      { type: "image", image: image("b", 1, { createdAt: at(2) }) },
      { type: "image", image: image("a", 1, { createdAt: at(1) }) },
      {
        type: "generations",
        generations: [generation("x", 1, { createdAt: at(1) }), generation("y", 1, { createdAt: at(2) })],
      },
    );
    expect(imagesOf(state).map(({ id }) => id)).toEqual(["a", "b"]);
    expect(generationsOf(state).map(({ id }) => id)).toEqual(["y", "x"]);
  });

  const run = (status: Training["status"], second = 1): News => ({
    type: "training",
    training: training(`t${second}`, 1, { status, createdAt: at(second) }),
  });
  const twenty: News[] = Array.from({ length: 20 }, (_, place) => ({ type: "image", image: image(`i${place}`, 1) }));
  it.each([
    ["DRAFT", []],
    ["DRAFT", twenty.slice(1)],
    ["READY_TO_TRAIN", twenty],
    ["TRAINING", [run("PENDING")]],
    ["TRAINING", [run("COMPLETED", 1), run("QUEUED", 2)]],
    ["TRAINED", [run("COMPLETED", 1), run("FAILED", 2)]],
    ["FAILED", [...twenty, run("FAILED")]],
    ["READY_TO_TRAIN", [...twenty, run("CANCELED")]],
  ] as const)("derives %s", (status, news) => expect(statusOf(seen(...news))).toBe(status));

  it("names the newest training", () => {
    expect(newestTraining(seen(run("FAILED", 1), run("PENDING", 2)))?.id).toBe("t2");
  });

  it("counts what was given back once, and only for what was known to be held", () => {
    const held = seen({ type: "generation", generation: generation("g", 1) }, run("PROCESSING"));
    const back = [
      { type: "generation", generation: generation("g", 2, { status: "FAILED" }) },
      { type: "training", training: training("t1", 2, { status: "CANCELED", createdAt: at(1) }) },
      { type: "generation", generation: generation("stranger", 2, { status: "FAILED" }) },
    ] as const;
    const next = back.reduce((state, one) => reduce(state, one, NOW), held);
    expect(givenBack(held, next)).toEqual({ trainings: 1, generations: 1 });
    expect(givenBack(next, next)).toEqual({ trainings: 0, generations: 0 });
    const again = reduce(next, { type: "generation", generation: generation("g", 3, { status: "FAILED" }) }, NOW);
    expect(givenBack(next, again).generations).toBe(0);
  });
});
