export type Plan = "page" | "asset" | "network";

/** What the service worker may do with a request. Answers of the Worker and private pictures are never its business. */
export function planOf(request: { method: string; mode: string; url: string }, origin: string): Plan {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== origin) return "network";
  if (/^\/(?:api|files|s)\//.test(url.pathname)) return "network";
  if (request.mode === "navigate") return "page";
  // Their names are hashes of what is in them: once right, always right.
  return url.pathname.startsWith("/assets/") ? "asset" : "network";
}

/** The files a page of ours links to, from its HTML. */
export const assetsOf = (html: string): string[] => [
  ...new Set(
    [...html.matchAll(/(?:href|src)="(\/(?:assets\/[^"]+|favicon\.svg))"/g)].flatMap(([, path]) => path ?? []),
  ),
];
