import { ownPath } from "#contract/own-path";

/** Where to go after sign-in: a path of this site, never another one. */
export const wayBack = (to: string | string[] | undefined): string | undefined =>
  ownPath(Array.isArray(to) ? to[0] : to);

/** The sign-in address that comes back to `path`. */
export const signInThen = (path: string): string => `/login?to=${encodeURIComponent(path)}`;
