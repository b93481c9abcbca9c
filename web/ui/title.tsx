import { createEffect } from "solid-js";

/** The page's name in the tab and for screen readers. */
export function Title(props: { text: string }) {
  createEffect(() => {
    document.title = props.text === "" ? "ArtistCloner" : `${props.text} | ArtistCloner`;
  });
  return null;
}
