import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { StyleImage } from "#contract/images";
import type { ProofSheet } from "#contract/proofs";
import type { Compared } from "../../images/readiness/nearest.ts";
import { type ProofFacts, pairsOf } from "./verdict.ts";

/** The finished proofs of a sheet with their places. */
export const factsOf = ({ cells, strengths }: ProofSheet): (ProofFacts & { src: string })[] =>
  cells.flatMap((cell, at) =>
    cell?.thumbnailUrl
      ? [{ id: cell.id, row: Math.floor(at / strengths.length), column: at % strengths.length, src: cell.thumbnailUrl }]
      : [],
  );

/** Measures a sheet and the originals in the page's worker whenever a proof comes; undefined until then, or where the browser cannot. */
export function createBeside(sheet: Accessor<ProofSheet | undefined>, images: Accessor<readonly StyleImage[]>) {
  const [compared, setCompared] = createSignal<Compared>();
  const life = new AbortController();
  onCleanup(() => life.abort());
  const facts = createMemo(() => {
    const now = sheet();
    return now ? factsOf(now) : [];
  });
  const work = async () => {
    const [proofs, originals] = [facts(), images()];
    if (proofs.length === 0 || originals.length === 0) return setCompared(undefined);
    const { workbench } = await import("../../images/readiness/workbench.ts");
    const table = workbench();
    const checked = async (id: string, source: string) => {
      if (known.has(id)) return true;
      const answer = await table.ask("check", { id, source }, life.signal).catch(() => "unreadable" as const);
      if (answer === "measured") known.add(id);
      return answer === "measured";
    };
    for (const { id, thumbnailUrl } of originals) await checked(id, thumbnailUrl);
    for (const { id, src } of proofs) await checked(id, src);
    if (facts() !== proofs || life.signal.aborted) return;
    const ask = {
      proofs: proofs.map(({ id }) => id),
      originals: originals.map(({ id }) => id),
      pairs: pairsOf(proofs),
    };
    setCompared(await table.ask("compare", ask, life.signal));
  };
  const known = new Set<string>();
  const key = createMemo(() => [...facts(), ...images()].map(({ id }) => id).join());
  // Where nothing can be measured the sheet stands without originals and without a verdict.
  createEffect(on(key, () => void work().catch(() => setCompared(undefined))));
  return compared;
}
