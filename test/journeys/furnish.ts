import type { Style } from "#contract/styles";
import { type Artist, enter } from "../../local/demo/account.ts";
import { generate } from "../../local/demo/generate.ts";
import type { Picture } from "../../local/demo/pictures.ts";
import { train } from "../../local/demo/train.ts";
import { upload } from "../../local/demo/upload.ts";

export interface Furnished {
  access: NonNullable<Artist["access"]>;
  trained: Style;
  ready: Style;
  draft: Style;
}

const silent = () => undefined;

/** An artist who has just come in. */
export async function newcomer(url: string) {
  const { client, access } = await enter(url, undefined);
  if (!access) throw new Error("A new artist has a password.");
  return { client, access };
}

/** An artist with a style that paints and made two pictures, one that may be trained, and one with seven pictures. */
export async function furnish(url: string, originals: Picture[]): Promise<Furnished> {
  const { client, access } = await newcomer(url);
  const make = (name: string, description: string | null) =>
    client.send<Style>("POST", "/api/styles", { name, description });
  const trained = await make("Odile Brandvik", "Thick oil, low sun on water.");
  const ready = await make("Salt & Indigo", null);
  const draft = await make("Kitchen table studies, all of the winter when the stove went out", null);
  await upload(client, trained.id, originals, silent);
  await upload(client, ready.id, originals, silent);
  await upload(client, draft.id, originals.slice(0, 7), silent);
  await train(client, trained.id, 60, silent);
  await generate(
    client,
    { styleId: trained.id, prompt: "a lighthouse above the sea", width: 384, height: 256, count: 2 },
    silent,
  );
  return { access, trained, ready, draft };
}
