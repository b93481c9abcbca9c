import { type Colour, palette, sampleColours } from "./readiness/palette.ts";

/** Pixels a side: as many as the samples are taken from, so nothing is scaled twice. */
const SIDE = 96;

/** Lets the browser paint and answer the hand between two pictures. */
const breath = () => new Promise<void>((resolve) => setTimeout(resolve));

async function sample(url: string): Promise<Float32Array> {
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("This browser has no 2D canvas.");
  pen.drawImage(picture, 0, 0, SIDE, SIDE);
  return sampleColours(pen.getImageData(0, 0, SIDE, SIDE));
}

const known = new Map<string, Promise<Colour[]>>();
/** One after another: a page full of cards stays quick under the hand. */
let line: Promise<unknown> = Promise.resolve();

/** The colours of these pictures together, dark to light in proportion; empty if none can be read. Measured once a page load. */
export function coloursOf(urls: readonly string[]): Promise<Colour[]> {
  const key = urls.join(" ");
  const found = known.get(key);
  if (found) return found;
  const made = line.then(async () => {
    const samples: Float32Array[] = [];
    for (const url of urls) {
      await breath();
      await sample(url).then(
        (colours) => samples.push(colours),
        () => undefined,
      );
    }
    return palette(samples);
  });
  line = made;
  known.set(key, made);
  return made;
}
