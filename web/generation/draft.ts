import { type Accessor, createEffect, createMemo, on } from "solid-js";
import { createStore } from "solid-js/store";
import { keep, recall } from "../live/kept.ts";
import { type Recipe, readRecipe } from "./recipe.ts";

/** What is being asked for in a style: the recipe and the batch that was asked for last. Kept as it is written. */
export function createDraft(styleId: string): {
  recipe: Recipe;
  change: (part: Partial<Recipe>) => void;
  batch: Accessor<string[]>;
  setBatch: (ids: string[]) => void;
} {
  const recipeKey = `draft:recipe:${styleId}`;
  const batchKey = `draft:batch:${styleId}`;
  const [state, setState] = createStore({
    recipe: readRecipe(recall(recipeKey)),
    batch: recall<string[]>(batchKey) ?? [],
  });
  const written = createMemo(() => JSON.stringify(state.recipe));
  createEffect(on(written, () => keep(recipeKey, state.recipe), { defer: true }));
  return {
    recipe: state.recipe,
    change: (part) => setState("recipe", part),
    batch: () => state.batch,
    setBatch: (ids) => {
      setState("batch", ids);
      keep(batchKey, ids);
    },
  };
}
