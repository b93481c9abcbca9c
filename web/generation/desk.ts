import { createEffect, createSignal } from "solid-js";
import type { Generation } from "#contract/generation";
import { adjustBalance, askSession, me } from "../accounts/session.ts";
import { ApiProblem, api, problemOf } from "../api.ts";
import { keep, recall } from "../live/kept.ts";
import type { StyleLive } from "../live/style-live.ts";
import { online } from "../ui/network.ts";
import { notify, undoable } from "../ui/notify.ts";
import { whyNot } from "./desk-words.ts";
import { createDraft } from "./draft.ts";
import { freshRecipe, pixels, type Recipe, recipeOf, type StartPicture, variationOf } from "./recipe.ts";

/** Everything that can be done at the desk of one style. */
export function createDesk(styleId: string, live: StyleLive) {
  const draft = createDraft(styleId);
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<ApiProblem>();
  const [removed, setRemoved] = createSignal<ReadonlySet<string>>(new Set());

  const [usual, setUsual] = createSignal<number | null>(null);

  const [sending, setSending] = createSignal(false);
  /** The strength a proof set moves the desk's own once. */
  const usualKey = `draft:usual:${styleId}`;
  createEffect(() => {
    const { style } = live.state;
    if (!style) return;
    const before = recall<number>(usualKey) ?? freshRecipe.strength;
    const now = style.strength ?? freshRecipe.strength;
    if (before === now) return;
    keep(usualKey, now);
    draft.change({ strength: now });
  });

  /** Begins from what `send` brings; what stood there before stays when it fails. */
  const begin = async (send: () => Promise<StartPicture>): Promise<boolean> => {
    if (sending()) return false;
    setSending(true);
    try {
      draft.change({ start: await send() });
      return true;
    } catch (thrown) {
      const told = thrown instanceof ApiProblem || !(thrown instanceof Error) ? problemOf(thrown) : thrown;
      notify({ title: "The picture was not taken", detail: told.message });
      return false;
    } finally {
      setSending(false);
    }
  };

  const credits = () => me()?.subscription.generationCredits ?? 0;

  const ask = async (recipe: Recipe): Promise<void> => {
    if (busy()) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const accepted = await api.generate({
        styleId,
        prompt: recipe.prompt,
        ...pixels(recipe.shape, recipe.size),
        steps: recipe.steps,
        guidance: recipe.guidance,
        strength: recipe.strength,
        seed: recipe.locked ? recipe.seed : null,
        count: recipe.count,
        start: recipe.start && { kind: recipe.start.kind, id: recipe.start.id },
        ...(recipe.start && { promptStrength: recipe.promptStrength }),
      });
      adjustBalance({ generations: -accepted.generationIds.length });
      setUsual(accepted.estimatedTime);
      draft.setBatch(accepted.generationIds);
      if (!live.linked()) {
        const { generations } = await api.generations({ styleId, limit: recipe.count });
        live.tell({ type: "generations", generations });
      }
    } catch (thrown) {
      setProblem(problemOf(thrown));
      void askSession();
    } finally {
      setBusy(false);
    }
  };

  return {
    ...draft,
    busy,
    problem,
    removed,
    usual,
    credits,
    reason: () =>
      whyNot({ prompt: draft.recipe.prompt, count: draft.recipe.count, credits: credits(), online: online() }),
    sending,
    beginFromFile: (file: Blob) => begin(async () => (await import("./start-file.ts")).sendStart(styleId, file)),
    beginFromOriginal: (url: string) => begin(async () => (await import("./start-file.ts")).sendOriginal(styleId, url)),
    beginFromMade: ({ id, thumbnailUrl, width, height }: Generation) =>
      begin(() => Promise.resolve({ kind: "picture", id, url: thumbnailUrl ?? "", width, height })),
    ask: () => ask({ ...draft.recipe }),
    /** The same recipe once more with a seed of its own. */
    again: (picture: Generation) => ask({ ...recipeOf(picture, 1), locked: false }),

    /** New seeds, begun from the picture itself. */
    vary: (picture: Generation) => ask(variationOf(picture, draft.recipe.count)),

    async cancel(picture: Generation): Promise<void> {
      try {
        live.tell({ type: "generation", generation: await api.cancelGeneration(picture.id) });
      } catch (thrown) {
        notify({ title: "It is still being painted", detail: problemOf(thrown).message });
      }
    },

    /** Takes a picture's recipe; what stood there before comes back with one click. */
    take(picture: Generation): void {
      const before = { ...draft.recipe };
      draft.change(recipeOf(picture, before.count));
      notify({
        title: "Recipe taken",
        detail: "Words, settings and seed of this picture.",
        picture: picture.thumbnailUrl ?? undefined,
        act: { label: "Mine back", run: () => draft.change(before) },
      });
    },

    remove(picture: Generation): void {
      const hide = (hiding: boolean) => {
        const next = new Set(removed());
        if (hiding) next.add(picture.id);
        else next.delete(picture.id);
        setRemoved(next);
      };
      hide(true);
      undoable(
        { title: "Picture deleted", detail: picture.prompt, picture: picture.thumbnailUrl ?? undefined },
        (last) => {
          api
            .deleteGeneration(picture.id, last)
            .then(() => live.tell({ type: "generation-removed", generationId: picture.id, rev: picture.rev + 1 }))
            .catch((thrown: unknown) => {
              const told = problemOf(thrown);
              if (told.status === 404) return;
              hide(false);
              notify({ title: "The picture is still there", detail: told.message });
            });
        },
        () => hide(false),
      );
    },
  };
}

export type Desk = ReturnType<typeof createDesk>;
