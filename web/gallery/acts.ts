import { MANY_MAX } from "#contract/gallery";
import type { GalleryPicture } from "#contract/generation";
import { api, problemOf } from "../api.ts";
import { notify } from "../ui/notify.ts";
import { count } from "../ui/say.ts";
import type { Wall } from "./wall.ts";

/** Starts a download without leaving the page. */
function fetchFile(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "";
  link.click();
}

export const fileHref = (picture: Pick<GalleryPicture, "id">): string =>
  `/api/generations/${encodeURIComponent(picture.id)}/file`;

/** What can be done with pictures on a wall. */
export function createActs(wall: Wall) {
  const mark = async (picture: GalleryPicture, wanted: boolean, alone: boolean): Promise<void> => {
    wall.mark(picture.id, wanted);
    try {
      await api.patchGeneration(picture.id, { favourite: wanted }, alone);
    } catch (thrown) {
      wall.mark(picture.id, undefined);
      notify({ title: "The heart was not kept", detail: problemOf(thrown).message });
    }
  };

  const back = async (ids: string[], done: Promise<unknown>, onBack: () => void): Promise<void> => {
    // An undo may come before the answer to what it undoes.
    await done;
    try {
      await api.restoreGenerations({ ids });
      wall.hide(ids, false);
      onBack();
      await wall.refresh();
    } catch (thrown) {
      notify({ title: "It could not be brought back", detail: problemOf(thrown).message });
    }
  };

  /** Takes pictures off the wall; the Worker knows at once, so that closing the page changes nothing. */
  const remove = (pictures: readonly GalleryPicture[], onBack: () => void = () => undefined): void => {
    const [first] = pictures;
    if (!first) return;
    const ids = pictures.map(({ id }) => id);
    wall.hide(ids, true);
    const done = api.binGenerations({ ids });
    const undone = done.catch(() => undefined);
    notify({
      title: ids.length === 1 ? "Picture deleted" : `${count(ids.length, "picture")} deleted`,
      detail: ids.length === 1 ? first.prompt : "They can be brought back for 10 minutes.",
      picture: first.thumbnailUrl ?? undefined,
      act: { label: "Undo", run: () => void back(ids, undone, onBack) },
    });
    done.catch((thrown: unknown) => {
      wall.hide(ids, false);
      notify({ title: "Nothing was deleted", detail: problemOf(thrown).message });
    });
  };

  return {
    favourite: (picture: GalleryPicture): Promise<void> => mark(picture, !picture.favourite, true),
    remove,

    async favouriteAll(pictures: readonly GalleryPicture[], wanted: boolean): Promise<void> {
      await Promise.all(
        pictures.filter((picture) => picture.favourite !== wanted).map((picture) => mark(picture, wanted, false)),
      );
    },

    download: (picture: GalleryPicture): void => fetchFile(fileHref(picture)),

    /** One archive of them all, streamed; the page never holds it. */
    async zip(pictures: readonly GalleryPicture[]): Promise<void> {
      try {
        const { url } = await api.zipGenerations({ ids: pictures.slice(0, MANY_MAX).map(({ id }) => id) });
        fetchFile(new URL(url).pathname + new URL(url).search);
      } catch (thrown) {
        notify({ title: "The download did not start", detail: problemOf(thrown).message });
      }
    },
  };
}

export type Acts = ReturnType<typeof createActs>;
