const whole = new Intl.NumberFormat("en");

/** 1000 → "1,000". */
export const number = (value: number): string => whole.format(value);

/** (1, "picture") → "1 picture"; (4, "picture") → "4 pictures". */
export const count = (value: number, noun: string): string => `${number(value)} ${noun}${value === 1 ? "" : "s"}`;

/** Local wall clock, "14:05". */
export const clockTime = (at: number | string | Date): string =>
  new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

/** "14:05:09". */
export const clockSecond = (at: number | string | Date): string =>
  new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** "22 Nov", with the year when it is not this one. */
export function day(at: number | string | Date, now: Date): string {
  const date = new Date(at);
  const sameYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) });
}

/** Bytes in the unit artists see in their folders: "2.4 MB". */
export function fileSize(bytes: number): string {
  if (bytes >= 1_000_000) return `${Number((bytes / 1_000_000).toFixed(1))} MB`;
  return `${Math.max(1, Math.round(bytes / 1_000))} KB`;
}

const MINUTE = 60;
const HOUR = 3_600;

/** Seconds as a person says them: "40 s", "6 min", "1 h 20 min". Rounded up: a promise is better kept early. */
export function spell(seconds: number): string {
  if (seconds < 10) return "10 s";
  if (seconds < 55) return `${Math.ceil(seconds / 10) * 10} s`;
  if (seconds < HOUR - 30) return `${Math.max(1, Math.round(seconds / MINUTE))} min`;
  const minutes = Math.round(seconds / MINUTE / 5) * 5;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
