const WIDTH = 28;

/** Seconds as a person says them: "48 s", "2 min 05 s". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/** One line of progress. `left` is in seconds, null while unknown. */
export function bar(name: string, done: number, total: number, left: number | null, note = ""): string {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const full = Math.round(share * WIDTH);
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  const eta = left === null ? "" : `  ${duration(left)} left`;
  return `${name.padEnd(10)} ${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${percent}  ${done}/${total}${eta}${note && `  ${note}`}`;
}

/** Draws lines over one another on a terminal; elsewhere prints one whenever its `mark` has changed. */
export function painter(out: { isTTY?: boolean; columns?: number; write(text: string): unknown }) {
  let last: string | undefined;
  return {
    draw(line: string, mark: string): void {
      if (out.isTTY) out.write(`\r\u001b[K${line.slice(0, (out.columns ?? 100) - 1)}`);
      else if (mark !== last) out.write(`${line}\n`);
      last = mark;
    },
    /** Leaves the last line standing. */
    end(): void {
      if (out.isTTY && last !== undefined) out.write("\n");
      last = undefined;
    },
  };
}
