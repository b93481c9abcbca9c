const eighths = " ▏▎▍▌▋▊▉█";

function drawing(share: number): string {
  const cells = Math.round(Math.min(Math.max(share, 0), 1) * 80);
  const full = Math.floor(cells / 8);
  const part = cells % 8 === 0 ? "" : eighths[cells % 8];
  return `${"█".repeat(full)}${part}`.padEnd(10);
}

/** Seconds as tqdm writes them: `03:27`, `1:02:03`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (part: number) => String(part).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`;
}

/**
 * One refresh of a tqdm bar, without its line end.
 * @param elapsed seconds
 */
export function bar(done: number, total: number, elapsed: number, label = "", postfix = ""): string {
  const share = total === 0 ? 1 : done / total;
  const speed = elapsed > 0 && done > 0 ? done / elapsed : undefined;
  const five = (value: number) => value.toFixed(2).padStart(5);
  const rate = speed === undefined ? "?it/s" : speed < 1 ? `${five(1 / speed)}s/it` : `${five(speed)}it/s`;
  const left = speed === undefined ? "?" : clock((total - done) / speed);
  const percent = String(Math.floor(share * 100)).padStart(3);
  const head = label === "" ? "" : `${label}: `;
  const tail = postfix === "" ? "" : `, ${postfix}`;
  return `${head}${percent}%|${drawing(share)}| ${done}/${total} [${clock(elapsed)}<${left}, ${rate}${tail}]`;
}

/** `4.0e-04`: a mantissa of the given digits and an exponent of at least two, as C and Python write it. */
export function exponential(value: number, digits: number): string {
  return value.toExponential(digits).replace(/e([+-])(\d)$/, "e$10$2");
}
