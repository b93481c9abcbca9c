/** No site has this origin, so what leads to another one shows. */
const HERE = "http://here.invalid";

/**
 * A path of this site as a browser would read it, or undefined for one that leads elsewhere. A pattern would not do:
 * browsers drop tabs and line breaks and take \ for /, so that "/\t/evil.example" is another site.
 */
export function ownPath(to: string | undefined): string | undefined {
  if (!to?.startsWith("/") || !URL.canParse(to, HERE)) return undefined;
  const { origin, pathname, search, hash } = new URL(to, HERE);
  return origin === HERE && !pathname.startsWith("//") ? pathname + search + hash : undefined;
}
