import { createEffect, createMemo, createSignal, on } from "solid-js";
import { unwrap } from "solid-js/store";
import type { Generation } from "#contract/generation";
import type { ProofSheet, ProofSheets } from "#contract/proofs";
import { type ApiProblem, api, problemOf } from "../../api.ts";
import { generationEnded } from "../../live/select.ts";
import type { StyleLive } from "../../live/style-live.ts";
import { notify } from "../../ui/notify.ts";

/** Words of a column: where its strength stands among the others. */
export const columnWords = ["Freer", "Balanced", "Closer to my hand"] as const;

/** What a frame knows of a cell, when that is newer than the list. */
function newest(cell: Generation | null, live: Record<string, Generation>): Generation | null {
  const heard = cell && live[cell.id];
  return heard && heard.rev >= cell.rev ? heard : cell;
}

/** The sheets of a style, alive: cells change with every frame, new versions bring new sheets. */
export function createSheets(styleId: () => string, live: () => StyleLive) {
  const [told, setTold] = createSignal<ProofSheets>();
  const [problem, setProblem] = createSignal<ApiProblem>();
  const [busy, setBusy] = createSignal(false);

  const load = async () => {
    try {
      setTold(await api.proofs(styleId()));
      setProblem(undefined);
    } catch (thrown) {
      setProblem(problemOf(thrown));
    }
  };
  const completed = () =>
    Object.values(live().state.trainings)
      .filter(({ status }) => status === "COMPLETED")
      .map(({ id }) => id)
      .join();
  /** A proof that the list does not know: its sheet was just ordered. */
  const strange = createMemo(() => {
    const cells = told()?.sheets.flatMap((sheet) => sheet.cells) ?? [];
    const known = new Set(cells.map((cell) => cell?.id));
    return Object.values(live().state.generations).some(({ id, purpose }) => purpose === "PROOF" && !known.has(id));
  });
  createEffect(on([styleId, () => live().epoch(), completed], () => void load()));
  createEffect(on(strange, (is) => is && void load(), { defer: true }));

  const sheets = createMemo((): ProofSheet[] =>
    (told()?.sheets ?? []).map((sheet) => ({
      ...sheet,
      cells: sheet.cells.map((cell) =>
        cell && live().state.removed[cell.id] ? null : newest(cell, live().state.generations),
      ),
    })),
  );

  const attempt = async (what: string, act: () => Promise<unknown>) => {
    if (busy()) return;
    setBusy(true);
    try {
      await act();
    } catch (thrown) {
      notify({ title: what, detail: problemOf(thrown).message });
    } finally {
      setBusy(false);
    }
  };

  return {
    told,
    sheets,
    problem,
    busy,
    load,
    order: (trainingId: string) =>
      attempt("No proofs were ordered", async () => {
        await api.orderProofs(styleId(), { trainingId });
        await load();
      }),
    stop: (sheet: ProofSheet) =>
      attempt("Some proofs are still being painted", async () => {
        const open = sheet.cells.filter((cell) => cell !== null).filter((cell) => !generationEnded(cell));
        const ended = await Promise.all(open.map(({ id }) => api.cancelGeneration(id)));
        live().tell({ type: "generations", generations: ended });
      }),
    choose: (proof: Generation | null) =>
      attempt("The choice was not kept", async () => {
        const before = told()?.proofId ?? null;
        const keep = async (proofId: string | null) => {
          const choice = await api.chooseProof(styleId(), { proofId });
          setTold((all) => all && { ...all, ...choice });
          const { style } = live().state;
          if (style) live().tell({ type: "style", style: { ...unwrap(style), strength: choice.strength } });
          return choice;
        };
        const { strength } = await keep(proof?.id ?? null);
        notify({
          title: strength === null ? "Back to the usual strength" : `${strength} is you`,
          detail: strength === null ? "New pictures take strength 1." : `New pictures take strength ${strength} now.`,
          picture: proof?.thumbnailUrl ?? undefined,
          act: {
            label: "Undo",
            run: () => void attempt("The choice was not taken back", () => keep(before)),
          },
        });
      }),
  };
}

export type Sheets = ReturnType<typeof createSheets>;
