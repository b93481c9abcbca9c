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

/**
 * Fetches a file of the page. All that lies under /assets may be kept for a year, also the answer that a file is not there, which it
 * may be minutes later, when its release has come everywhere: that answer is not believed from the browser's memory.
 */
export async function fetchAsset(request: Request): Promise<Response> {
  const answer = await fetch(request);
  return answer.ok ? answer : fetch(request, { cache: "reload" });
}
