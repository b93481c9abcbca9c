import type { Resource } from "solid-js";

/** What a resource holds by now. Reading it plainly would hide the whole page until the answer is here. */
export const settled = <T>(read: Resource<T>): T | undefined =>
  read.state === "ready" || read.state === "refreshing" ? read.latest : undefined;
