import { createResource } from "solid-js";
import type { Style } from "#contract/styles";
import { api } from "../api.ts";

let kept: Style[] | undefined;

/** The artist's styles; what was seen last shows at once while they are read again. */
export function useStyles() {
  return createResource(
    async () => {
      kept = (await api.styles()).styles;
      return kept;
    },
    kept === undefined ? {} : { initialValue: kept },
  );
}
