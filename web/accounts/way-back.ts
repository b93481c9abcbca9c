/** Where to go after sign-in: a path of this site, never another one. */
export function wayBack(to: string | string[] | undefined): string | undefined {
  const path = Array.isArray(to) ? to[0] : to;
  return path !== undefined && /^\/(?![/\\])/.test(path) ? path : undefined;
}

/** The sign-in address that comes back to `path`. */
export const signInThen = (path: string): string => `/login?to=${encodeURIComponent(path)}`;
