const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** 48 bits of milliseconds in base 32. */
const TIME_CHARS = 10;
/** 80 random bits: ids cannot be guessed, and two made in one millisecond do not meet. */
const RANDOM_CHARS = 16;

/** A new id of 26 lower-case letters and digits; ids sort by the millisecond they were made in. */
export function newId(now: number): string {
  let time = "";
  for (let rest = now, left = TIME_CHARS; left > 0; left -= 1) {
    time = alphabet[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_CHARS));
  return time + Array.from(random, (byte) => alphabet[byte % 32]).join("");
}
