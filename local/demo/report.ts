/** What one stage of the journey took, in seconds, and what it should take on two cores. */
export interface Measure {
  stage: string;
  seconds: number;
  target?: number;
}

/** A table of measured times beside the targets. */
export function report(measures: Measure[]): string {
  const stages = Math.max(...measures.map(({ stage }) => stage.length));
  return measures
    .map(({ stage, seconds, target }) => {
      const taken = `${seconds.toFixed(1)} s`.padStart(8);
      if (target === undefined) return `  ${stage.padEnd(stages)} ${taken}`;
      return `  ${stage.padEnd(stages)} ${taken}   target ${target} s  ${seconds <= target ? "met" : "MISSED"}`;
    })
    .join("\n");
}
