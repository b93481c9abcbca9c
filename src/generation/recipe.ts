import type { GenerationCopy } from "./machine.ts";

/** Everything that is needed to make a picture again, as it is written into files. */
export interface FileRecipe {
  prompt: string;
  style: { id: string; name: string };
  /** The version that painted it. */
  trainingId: string;
  seed: number;
  width: number;
  height: number;
  steps: number;
  guidance: number;
  strength: number;
  /** How much of a starting picture was painted anew, 0–1; null for one that began from nothing. */
  promptStrength: number | null;
  generationId: string;
  createdAt: string;
}

export function recipeOf(copy: GenerationCopy, styleName: string): FileRecipe {
  const { id, styleId, trainingId, prompt, seed, width, height, steps, guidance, strength, promptStrength, createdAt } =
    copy;
  return {
    prompt,
    style: { id: styleId, name: styleName },
    trainingId,
    seed,
    width,
    height,
    steps,
    guidance,
    strength,
    promptStrength,
    generationId: id,
    createdAt: new Date(createdAt).toISOString(),
  };
}

const escaped = (text: string): string =>
  text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    // XML 1.0 knows no other control characters.
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");

/**
 * The recipe as an XMP packet: the words where every viewer looks for a description, the rest as JSON of our own, and the
 * word of the IPTC for a picture that a trained model made (https://cv.iptc.org/newscodes/digitalsourcetype/).
 */
export const xmpOf = (recipe: FileRecipe): string => `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:artistcloner="urn:artistcloner:recipe:1"
 xmp:CreatorTool="ArtistCloner" xmp:CreateDate="${recipe.createdAt}"
 Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
 artistcloner:recipe="${escaped(JSON.stringify(recipe))}">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escaped(recipe.prompt)}</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
