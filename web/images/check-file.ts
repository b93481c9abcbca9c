import { imageTypes, MAX_IMAGE_BYTES } from "#contract/images";
import { fileSize } from "../ui/say.ts";

interface FileLike {
  name: string;
  type: string;
  size: number;
}

const known = new Set<string>(imageTypes);
const byName = /\.(jpe?g|png|webp)$/i;
const foreign = /\.(heic|heif|avif|tiff?|gif|psd|bmp|raw|dng|cr2|nef)$/i;

/** Why a file cannot be sent, with what to do; undefined when it can. The bytes themselves are judged by the Worker. */
export function refusal(file: FileLike): string | undefined {
  const foreignEnding = foreign.exec(file.name)?.[1] ?? /^image\/([a-z]+)/.exec(file.type)?.[1];
  const accepted = known.has(file.type) || (file.type === "" && byName.test(file.name));
  if (!accepted) {
    return foreignEnding
      ? `${file.name} is ${foreignEnding.toUpperCase()}. Save it as JPEG, PNG or WebP and drop it again.`
      : `${file.name} is not a picture. JPEG, PNG, WebP and HEIC are.`;
  }
  if (file.size === 0) return `${file.name} is empty. Save it once more and drop it again.`;
  if (file.size > MAX_IMAGE_BYTES)
    return `${file.name} has ${fileSize(file.size)}; ${fileSize(MAX_IMAGE_BYTES)} is the most. Save it a little smaller.`;
  return undefined;
}

export interface Sorted<F> {
  accepted: F[];
  /** Sentences, one for each file or group that stays out. */
  refused: string[];
}

/** Parts what can go from what cannot; `room` is how many more the style takes. */
export function sortFiles<F extends FileLike>(files: readonly F[], room: number): Sorted<F> {
  const refused: string[] = [];
  const good = files.filter((file) => {
    const why = refusal(file);
    if (why) refused.push(why);
    return why === undefined;
  });
  const accepted = good.slice(0, Math.max(0, room));
  const over = good.slice(accepted.length);
  if (over.length > 0) {
    const names = over.slice(0, 3).map(({ name }) => name);
    const rest = over.length > names.length ? ` and ${over.length - names.length} more` : "";
    refused.push(`A style takes 40 pictures. Left out: ${names.join(", ")}${rest}.`);
  }
  return { accepted, refused };
}
