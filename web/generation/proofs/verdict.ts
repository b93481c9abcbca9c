import type { LossPoint } from "#contract/training";
import type { Compared } from "../../images/readiness/nearest.ts";
import { type Trend, trend } from "../../training/loss.ts";

/** Shared drawing from which one picture repeats another; measured for twins among originals (`images/readiness/twins.ts`). */
const REPEATS = 0.8;
/** Proofs of different sentences share less than this unless the style paints one picture whatever is asked. */
const ALIKE = 0.6;
/** Fewer measured proofs say nothing. */
const LEAST = 6;

export interface ProofFacts {
  id: string;
  row: number;
  column: number;
}

export interface Verdict {
  tone: "good" | "warning";
  sentence: string;
  /** The proof and the original it is about. */
  about: { proofId: string; imageId: string } | null;
}

/** Which proofs are laid beside each other: different sentences at one strength. */
export function pairsOf(proofs: readonly ProofFacts[]): [string, string][] {
  return proofs.flatMap((one, at) =>
    proofs
      .slice(at + 1)
      .filter((other) => other.column === one.column && other.row !== one.row)
      .map((other): [string, string] => [one.id, other.id]),
  );
}

const lossWords: Record<Trend, string> = {
  "too-early": "",
  falling: " Its loss was still falling at the end: more steps may bring it closer to your hand.",
  flat: " Its loss was nearly flat at the end: more steps would teach it little.",
  rising: "",
};

/**
 * Whether a style looks over-trained, and from what. Three signs, all measured: a proof that repeats an original, proofs of
 * different sentences that repeat each other, and the end of the loss curve, which alone proves nothing. A sign at the
 * strongest column alone is a matter of strength, not of training. Null until enough proofs are there.
 */
export function verdictOf(
  proofs: readonly ProofFacts[],
  strengths: readonly number[],
  compared: Compared,
  loss: readonly LossPoint[],
): Verdict | null {
  const known = proofs.filter(({ id }) => compared.proofs[id]);
  if (known.length < LEAST) return null;
  const cell = ({ row, column }: ProofFacts) => row * strengths.length + column + 1;
  const strongest = strengths.length - 1;
  const copies = known.flatMap((proof) => {
    const closest = compared.proofs[proof.id]?.closest;
    return closest && closest.likeness >= REPEATS ? [{ proof, imageId: closest.id }] : [];
  });
  const about = (copy: (typeof copies)[number]) => ({ proofId: copy.proof.id, imageId: copy.imageId });
  const early = copies.find(({ proof }) => proof.column < strongest);
  if (early) {
    return {
      tone: "warning",
      sentence: `It looks over-trained: cell ${cell(early.proof)} repeats one of your pictures below full strength. Train again with fewer steps, or with more different pictures.`,
      about: about(early),
    };
  }
  const column = (at: number) =>
    pairsOf(known)
      .filter(([id]) => known.find((proof) => proof.id === id)?.column === at)
      .map(([one, other]) => compared.pairs[`${one} ${other}`] ?? -1);
  const same = (at: number) => {
    const shared = column(at);
    return shared.length >= 2 && shared.every((value) => value >= ALIKE);
  };
  const columns = strengths.map((_, at) => at).filter(same);
  if (columns.some((at) => at < strongest)) {
    return {
      tone: "warning",
      sentence:
        "It looks over-trained: different sentences give nearly the same picture. Train again with fewer steps, or write captions that tell your pictures apart.",
      about: null,
    };
  }
  const [late] = copies;
  const before = strengths[strongest - 1] ?? 0;
  if (late || columns.length > 0) {
    return {
      tone: "warning",
      sentence: late
        ? `Past ${before} it leans on one picture: cell ${cell(late.proof)} repeats it. At ${before} and below it paints its own.`
        : `Past ${before} different sentences give nearly the same picture. At ${before} and below it listens.`,
      about: late ? about(late) : null,
    };
  }
  return {
    tone: "good",
    sentence: `No sign of over-training: no proof repeats an original, and different sentences give different pictures.${lossWords[trend(loss)]}`,
    about: null,
  };
}
