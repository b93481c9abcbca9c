import { createSignal } from "solid-js";
import type { StyleImage } from "#contract/images";
import { imageTypes } from "#contract/images";
import { MAX_IMAGES } from "#contract/styles";
import { api, problemOf } from "../api.ts";
import type { StyleLive } from "../live/style-live.ts";
import { notify } from "../ui/notify.ts";
import { refusal } from "./check-file.ts";
import type { Crop, Finding, Fix } from "./readiness/finding.ts";
import { removeImages } from "./remove-image.ts";
import { sendFile } from "./send-file.ts";
import { dropUploads, uploadsOf } from "./uploader.ts";

export interface MendProps {
  styleId: string;
  live: StyleLive;
  /** The pictures that hang, without those taken off. */
  images: () => readonly StyleImage[];
  onHide: (id: string, hide: boolean) => void;
}

/** Asks for one file; must be called in a click. Resolves to undefined when the artist closes the window. */
function chooseFile(): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = [...imageTypes, "image/heic", "image/heif"].join(",");
    input.onchange = () => resolve(input.files?.[0]);
    input.oncancel = () => resolve(undefined);
    input.click();
  });
}

/** The new file hangs, with the caption, before the old one goes: a break in between leaves both and never neither. */
async function replace(props: MendProps, image: StyleImage, file: File, title: string): Promise<void> {
  const { styleId, live, onHide } = props;
  if (props.images().length >= MAX_IMAGES) {
    throw new Error(`The wall is full with ${MAX_IMAGES}. Leave one out first, then there is room for the new one.`);
  }
  const { imageId, uploadUrl } = await api.presign({ styleId, filename: file.name, contentType: file.type });
  await sendFile(uploadUrl, file, () => undefined, new AbortController().signal);
  let fresh = await api.confirm(styleId, { imageId });
  if (image.caption) fresh = await api.patchImage(styleId, imageId, { caption: image.caption });
  live.tell({ type: "image", image: fresh });
  removeImages([image], {
    live,
    onHide,
    notice: { title, detail: image.caption ?? undefined, picture: fresh.thumbnailUrl },
    onUndo: () => {
      const gone = () => live.tell({ type: "image-removed", imageId, rev: fresh.rev + 1 });
      void api
        .deleteImage(styleId, imageId)
        .then(gone)
        .catch(() => live.refresh());
    },
  });
}

const jpegName = (name: string) => `${name.replace(/\.[a-z0-9]{1,5}$/i, "")}.jpg`;

/** Carries out what a finding offers. */
export function createMend(props: MendProps) {
  const [mending, setMending] = createSignal<ReadonlySet<string>>(new Set());
  const imageOf = (id: string) => props.images().find((image) => image.id === id);

  const remove = (ids: readonly string[]) => {
    dropUploads(uploadsOf(props.styleId).flatMap(({ key }) => (ids.includes(key) ? [key] : [])));
    removeImages(
      ids.flatMap((id) => imageOf(id) ?? []),
      props,
    );
  };

  const crop = async ({ imageId, box }: Crop) => {
    const image = imageOf(imageId);
    if (!image) throw new Error("It is still on its way. Crop it once it hangs.");
    const { workbench } = await import("./readiness/workbench.ts");
    const bytes = await workbench().ask("crop", { source: image.originalUrl, box });
    const file = new File([bytes], jpegName(image.filename), { type: bytes.type });
    await replace(props, image, file, "Border cropped");
  };

  const exchange = async ({ imageId }: Extract<Fix, { kind: "replace" }>) => {
    const image = imageOf(imageId);
    if (!image) throw new Error("It is still on its way. Replace it once it hangs.");
    const chosen = await chooseFile();
    if (!chosen) return;
    const { prepareFiles } = await import("./prepare-files.ts");
    const { files, refused } = await prepareFiles([chosen]);
    const [file] = files;
    const why = file ? refusal(file) : refused[0];
    if (!file || why) throw new Error(why ?? "This file could not be used.");
    await replace(props, image, file, "Picture replaced");
  };

  const fix = async (finding: Finding): Promise<void> => {
    const { key, fix: by } = finding;
    if (!by || mending().has(key)) return;
    if (by.kind === "remove") return remove(by.imageIds);
    setMending(new Set([...mending(), key]));
    try {
      if (by.kind === "crop") for (const one of by.crops) await crop(one);
      else await exchange(by);
    } catch (thrown) {
      const plain =
        thrown instanceof Error && thrown.constructor === Error ? thrown.message : problemOf(thrown).message;
      notify({ title: "Left as it was", detail: plain });
    } finally {
      setMending(new Set([...mending()].filter((other) => other !== key)));
    }
  };
  return { fix, mending };
}
