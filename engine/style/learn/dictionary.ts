import { type Random, random } from "../pixels/random.ts";
import type { Raster } from "../pixels/raster.ts";
import type { Dictionary } from "../style.ts";
import { drawPlace, nearestWord, patchDimensions, patchLength, project, readPatch } from "./patches.ts";
import { principalComponents } from "./principal-components.ts";

/** Patches looked at in one step. */
const batch = 96;
/** Patches set aside to measure the loss; never learned from by name, drawn from the same pictures. */
const examples = 1000;
/** Patches the basis is found from. */
const basisSamples = 4000;
const placesKept = 48;
/** Words grow from this many, so that the picture of the style becomes finer through the whole run. */
const firstWords = 6;

/**
 * Learns a dictionary of patches at one scale, step by step: mini-batch k-means with a rate per centre (Sculley 2010) on
 * principal components, growing by giving the worst described patch of a batch a word of its own (after Fritzke 1995).
 */
export class DictionaryLearner {
  private readonly pictures: Raster[];
  private readonly scale: number;
  private readonly steps: number;
  private readonly next: Random;
  private readonly components: ReturnType<typeof principalComponents>;
  private readonly centres: Float32Array;
  private readonly counts: Float32Array;
  private readonly examples: Float32Array;
  private readonly patch = new Float32Array(patchLength);
  private readonly points = new Float32Array(batch * patchDimensions);
  private readonly distance = new Float64Array(1);
  private words = 0;
  private done = 0;

  /**
   * @param pictures the originals at this scale
   * @param scale longer side in pixels
   * @param words size of the finished dictionary
   * @param steps length of the whole run
   */
  constructor(pictures: Raster[], scale: number, words: number, steps: number, seed: number) {
    this.pictures = pictures;
    this.scale = scale;
    this.steps = steps;
    this.next = random(seed);
    const samples = new Float32Array(basisSamples * patchLength);
    for (let o = 0; o < samples.length; o += patchLength) {
      this.draw();
      samples.set(this.patch, o);
    }
    this.components = principalComponents(samples);
    this.centres = new Float32Array(words * patchDimensions);
    this.counts = new Float32Array(words);
    this.examples = new Float32Array(examples * patchDimensions);
    for (let i = 0; i < examples; i++) this.drawPoint(this.examples, i * patchDimensions);
    for (; this.words < Math.min(words, firstWords); this.words++) {
      this.drawPoint(this.centres, this.words * patchDimensions);
    }
  }

  /** Runs steps until `step` of them are done. */
  advance(step: number): void {
    for (; this.done < step; this.done++) this.learn();
  }

  /** Root mean square error of describing the examples by their words, 0–1 of the full range of a byte. */
  loss(): number {
    let sum = 0;
    for (let i = 0; i < examples; i++) {
      nearestWord(this.centres, this.words, this.examples, i * patchDimensions, this.distance);
      sum += this.distance[0];
    }
    return Math.sqrt((sum / examples + this.components.residual) / patchLength) / 255;
  }

  /** The finished dictionary with the places where each word is found. */
  finish(): Dictionary {
    const { mean, basis } = this.components;
    const centres = this.centres.slice(0, this.words * patchDimensions);
    return { scale: this.scale, mean, basis, centres, places: this.findPlaces() };
  }

  private draw() {
    const place = drawPlace(this.pictures, this.next);
    readPatch(this.pictures[place.picture], place.x, place.y, this.patch);
    return place;
  }

  private drawPoint(out: Float32Array, at: number) {
    const place = this.draw();
    project(this.components, this.patch, out, at);
    return place;
  }

  private learn(): void {
    const { points, centres } = this;
    let worst = 0;
    let farthest = -1;
    for (let i = 0, at = 0; i < batch; i++, at += patchDimensions) {
      this.drawPoint(points, at);
      const word = nearestWord(centres, this.words, points, at, this.distance);
      if (this.distance[0] > farthest) {
        farthest = this.distance[0];
        worst = at;
      }
      // A rate that never quite dies lets old words move aside for new ones.
      const rate = Math.max(1 / ++this.counts[word], 0.01 * (1 - this.done / this.steps));
      for (let d = 0; d < patchDimensions; d++) {
        centres[word * patchDimensions + d] += rate * (points[at + d] - centres[word * patchDimensions + d]);
      }
    }
    const wanted = Math.ceil((this.counts.length * (this.done + 1)) / this.steps);
    for (let at = worst; this.words < Math.min(wanted, this.counts.length); this.words++) {
      centres.set(points.subarray(at, at + patchDimensions), this.words * patchDimensions);
      this.counts[this.words] = 1;
      at = Math.floor(this.next() * batch) * patchDimensions;
    }
  }

  private findPlaces(): Int16Array {
    const places = new Int16Array(this.words * placesKept * 3).fill(-1);
    const found = new Int32Array(this.words);
    const looks = Math.min(60_000, this.words * placesKept * 4);
    for (let i = 0; i < looks; i++) {
      const { picture, x, y } = this.drawPoint(this.points, 0);
      const word = nearestWord(this.centres, this.words, this.points, 0, this.distance);
      // Reservoir sampling keeps every place of a word equally likely.
      const slot = found[word] < placesKept ? found[word] : Math.floor(this.next() * (found[word] + 1));
      found[word]++;
      if (slot < placesKept) places.set([picture, x, y], (word * placesKept + slot) * 3);
    }
    return places;
  }
}
