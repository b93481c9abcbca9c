import type { StartInput } from "#contract/generation";
import { api } from "../api.ts";
import type { StartPicture } from "./recipe.ts";

/** The model makes nothing larger; pixels of the longer side. */
const LONGEST = 1_440;
const QUALITY = 0.92;

/** The file upright, without metadata and no larger than it can be used. Throws a sentence for what no browser here can open. */
async function fitted(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => {
    throw new Error("This file could not be opened as a picture. Save it as JPEG or PNG and try again.");
  });
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser cannot prepare pictures.");
  // What is see-through would come out black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (made) => (made ? resolve(made) : reject(new Error("This browser cannot prepare pictures."))),
      "image/jpeg",
      QUALITY,
    ),
  );
}

const asStart = ({ id, url, width, height }: StartInput): StartPicture => ({ kind: "input", id, url, width, height });

/** Sends a picture to begin from; a HEIC of a phone is decoded first. */
export async function sendStart(styleId: string, file: Blob): Promise<StartPicture> {
  const named = file instanceof File ? file : new File([file], "picture", { type: file.type });
  const heic = /heic|heif/i.test(`${named.type} ${named.name}`);
  if (!heic) return asStart(await api.sendInput(styleId, await fitted(named)));
  const { workbench } = await import("../images/readiness/workbench.ts");
  const made = await workbench().ask("convert", { file: named });
  if (made && !made.done) throw new Error(made.word);
  return asStart(await api.sendInput(styleId, await fitted(made?.file ?? named)));
}

/** One of the artist's own pictures, by its address. */
export async function sendOriginal(styleId: string, url: string): Promise<StartPicture> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error("This picture could not be read. Reload the page and try again.");
  return sendStart(styleId, await answer.blob());
}

/** The first picture among what was dropped or pasted. */
export const pictureIn = (list: DataTransfer | null): File | undefined =>
  [...(list?.files ?? [])].find(({ type, name }) => type.startsWith("image/") || /\.(heic|heif)$/i.test(name));
